import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawPlot, layOut, type Plot } from "../../../src/ui/plot.ts";
import { readMarkup } from "../../helpers/markup.ts";

function plotOf(values: (number | null)[], limit?: number): Plot {
  return {
    id: "p",
    title: "Findings",
    along: "iteration",
    labels: values.map((_, at) => String(at + 1)),
    series: [{ name: "Errors", tone: "bad", mark: "circle", values }],
    ...(limit !== undefined && { limit: { name: "at most", value: limit } }),
  };
}

describe("ticks are whole numbers from 0 to no less than the highest, five at most", () => {
  test.each([
    [[0], undefined, [0, 1]],
    [[1], undefined, [0, 1]],
    [[2], undefined, [0, 1, 2]],
    [[4, 3], undefined, [0, 1, 2, 3, 4]],
    [[7, 3], undefined, [0, 2, 4, 6, 8]],
    [[19], undefined, [0, 5, 10, 15, 20]],
    [[21], undefined, [0, 10, 20, 30]],
    [[96, 148], 300, [0, 100, 200, 300]],
    [[320], 300, [0, 100, 200, 300, 400]],
    [[20_000], undefined, [0, 5000, 10_000, 15_000, 20_000]],
    [[null], undefined, [0, 1]],
  ] as [(number | null)[], number | undefined, number[]][])("%j under %j: %j", (values, limit, expected) => {
    expect(layOut(plotOf(values, limit)).ticks.map(({ label }) => Number(label))).toEqual(expected);
  });
});

describe("points", () => {
  test.each([
    ["one stands in the middle", [1], [[[192, 20]]]],
    [
      "two at the ends",
      [2, 0],
      [
        [
          [46, 20],
          [338, 160],
        ],
      ],
    ],
    [
      "three evenly",
      [4, 2, 1],
      [
        [
          [46, 20],
          [192, 90],
          [338, 125],
        ],
      ],
    ],
    ["a gap parts the line", [1, null, 1], [[[46, 20]], [[338, 20]]]],
    ["gaps at the ends draw nothing", [null, 1, null], [[[192, 20]]]],
    ["nothing known", [null, null], []],
    ["nothing at all", [], []],
  ] as [string, (number | null)[], number[][][]][])("%s", (_, values, expected) => {
    expect(layOut(plotOf(values)).pieces[0]?.map((piece) => piece.map(({ x, y }) => [x, y]))).toEqual(expected);
  });
  test("the limit stands at its height", () => {
    expect(layOut(plotOf([100], 300)).limit).toBe(20);
    expect(layOut(plotOf([400], 200)).limit).toBe(90);
    expect(layOut(plotOf([1])).limit).toBeUndefined();
  });
});

describe("labels along the axis are thinned when there are many", () => {
  test.each([
    [1, ["1"]],
    [3, ["1", "2", "3"]],
    [8, ["1", "2", "3", "4", "5", "6", "7", "8"]],
    [10, ["1", "3", "5", "7", "9"]],
    [40, ["1", "6", "11", "16", "21", "26", "31", "36"]],
  ])("of %i", (many, expected) => {
    const values = Array.from({ length: many }, () => 1);
    expect(layOut(plotOf(values)).labels.map(({ label }) => label)).toEqual(expected);
  });
});

test("whatever the numbers, everything lies within the drawing and in order", () => {
  const value = fc.option(fc.nat(1_000_000), { nil: null });
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), fc.option(fc.nat(5000), { nil: undefined }), (values, limit) => {
      const { ticks, pieces, labels } = layOut(plotOf(values, limit));
      const points = pieces.flat(2);
      expect(points).toHaveLength(values.filter((known) => known !== null).length);
      expect(points.every(({ x, y }) => x >= 36 && x <= 348 && y >= 20 && y <= 160)).toBe(true);
      expect(points.map(({ x }) => x)).toEqual(points.map(({ x }) => x).sort((a, b) => a - b));
      expect(ticks.length).toBeLessThanOrEqual(5);
      expect(ticks[0]).toEqual({ y: 160, label: "0" });
      expect(ticks.at(-1)?.y).toBe(20);
      expect(labels.length).toBeLessThanOrEqual(8);
    }),
  );
});

describe("the drawing", () => {
  const tags = readMarkup(
    `${drawPlot({ ...plotOf([3, null, 1], 5), series: [...plotOf([3, null, 1]).series, { name: "Warnings", tone: "warn", mark: "square", values: [0, 2, 2] }] })}`,
  );
  const drawing = tags.find(({ attributes }) => attributes.role === "img");
  const inDrawing = (name: string) => tags.filter((tag) => tag.name === name && tag.parent?.parent === drawing);

  test("is named and told in words", () => {
    const named = drawing?.attributes["aria-labelledby"]
      ?.split(" ")
      .map((id) => tags.find((tag) => tag.attributes.id === id)?.text);
    expect(named).toEqual([
      "Findings",
      "Errors by iteration: 1: 3, 2: unknown, 3: 1. Warnings by iteration: 1: 0, 2: 2, 3: 2. at most",
    ]);
  });
  test("marks each known value, another mark for another series", () => {
    expect(inDrawing("circle")).toHaveLength(2);
    expect(inDrawing("rect")).toHaveLength(3);
  });
  test("has a legend with both names beside their marks", () => {
    expect(tags.filter(({ attributes }) => attributes.class?.startsWith("key")).map(({ text }) => text)).toEqual([
      "Errors",
      "Warnings",
    ]);
  });
});
