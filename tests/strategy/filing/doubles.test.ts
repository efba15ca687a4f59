import fc from "fast-check";
import { expect, test } from "vitest";
import { slugKey, titleKey } from "../../../src/strategy/documents/slug.ts";
import { findDoubles, readWork, type Wanted, type Work } from "../../../src/strategy/filing/backlog.ts";

const wanted: fc.Arbitrary<Wanted> = fc.record({
  id: fc.constantFrom("@a", "@A", "@b", "#1", "#12", undefined),
  slug: fc.constantFrom("one", "One", "o-n-e", "o_n.e", "two", "two-2", "three"),
  title: fc.constantFrom("One", "one!", " ONE ", "Two things", "two — THINGS", "three", "３"),
});

const asWork = ({ id, slug, title }: Wanted): Work =>
  readWork({
    slug,
    path: `backlog/${slug}.md`,
    text: `---\nid: ${JSON.stringify(id ?? "")}\n---\n# ${title}\n`,
    trouble: undefined,
  });

test("whatever is asked for in whatever order, what is filed differs by id, name and title, and nothing else is refused", () => {
  fc.assert(
    fc.property(fc.array(wanted, { maxLength: 12 }), (all) => {
      const filed: Wanted[] = [];
      for (const each of all) {
        const isDouble = filed.some(
          (other) =>
            (each.id !== undefined && other.id?.toLowerCase() === each.id.toLowerCase()) ||
            slugKey(other.slug) === slugKey(each.slug) ||
            titleKey(other.title) === titleKey(each.title),
        );
        expect(findDoubles(each, filed.map(asWork), undefined).length > 0).toBe(isDouble);
        if (!isDouble) filed.push(each);
      }
    }),
  );
});

test.each([
  ["One", "one", true],
  ["a—b", "A b", true],
  ["ｆｕｌｌ width", "full width", true],
  ["C++", "C", true],
  ["v1.2", "v12", false],
  ["起動", "終了", false],
])("titles %s and %s are the same: %s", (one, other, isSame) => {
  expect(titleKey(one) === titleKey(other)).toBe(isSame);
});
