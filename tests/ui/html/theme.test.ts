import { describe, expect, test } from "vitest";
import { baseStyle, palettes } from "../../../src/ui/html-theme.ts";

/** Relative luminance after WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test("contrast is computed as WCAG has it", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});

const grounds = ["page", "card", "code"] as const;
const inks = ["ink", "soft", "accent", "good", "warn", "bad"] as const;

describe.each(["light", "dark"] as const)("%s", (scheme) => {
  const palette = palettes[scheme];
  test.each(inks.flatMap((ink) => grounds.map((ground) => [ink, ground] as const)))("%s on %s is AA", (ink, ground) => {
    expect(contrast(palette[ink], palette[ground])).toBeGreaterThanOrEqual(4.5);
  });
  test("has a colour for each role, and the style has them all", () => {
    expect(Object.keys(palette)).toEqual([...grounds, ...inks.slice(0, 2), "line", ...inks.slice(2)]);
    for (const [role, colour] of Object.entries(palette)) expect(baseStyle).toContain(`--${role}:${colour}`);
  });
});
