import type { Json } from "@sfn-websocket/languages/json";
import { leastWork } from "@sfn-websocket/languages/__tests__/least-work";
import { evaluate, parseReference } from "../../terraform/expressions";

const VALUES: Readonly<Record<string, Json>> = {
  "aws_api.main.id": "abc",
  "aws_api.main.list": ["x", "y"],
  "data.aws_partition.current.partition": "aws",
};
const resolve = (reference: readonly (string | number)[]): Json => VALUES[reference.join(".")] ?? null;

describe("a template of Terraform", () => {
  it.each<[Json, Json]>([
    ["${aws_api.main.id}", "abc"],
    ["integrations/${aws_api.main.id}", "integrations/abc"],
    ["${ aws_api.main.id }", "abc"],
    ["${aws_api.main.list}", ["x", "y"]],
    ["arn:${data.aws_partition.current.partition}:x:${aws_api.main.id}", "arn:aws:x:abc"],
    ["$${not.evaluated}", "${not.evaluated}"],
    ["%%{ if }", "%{ if }"],
    ["$input.body costs $5 and 5%", "$input.body costs $5 and 5%"],
    ["", ""],
    [{ a: ["${aws_api.main.id}", 1, null, true] }, { a: ["abc", 1, null, true] }],
  ])("%j is %j", (template, expected) => {
    expect(evaluate(template, resolve)).toEqual(expected);
  });

  it.each(["${jsonencode(local.a)}", "${1 + 2}", "${aws_api.main.*.id}", "${name}", "${}"])(
    "rejects %s, which is more than a reference",
    (template) => {
      expect(() => evaluate(template, resolve)).toThrow(
        `only plain references are read here, got '${template.slice(2, -1)}'; write \${type.name.attribute} and compute the rest in TypeScript, or serve the folder that holds it, to which your Terraform is applied`,
      );
    },
  );

  it("rejects a directive", () => {
    expect(() => evaluate("%{ if true }x%{ endif }", resolve)).toThrow("only plain references are read here");
  });
});

it.each(["${aws_api.main.id", "a ${", "${a.b} ${"])(
  "rejects %s, which Terraform would, too: nothing closes it",
  (text) => {
    expect(() => evaluate(text, () => "x")).toThrow(
      `only plain references are read here, got '${text}'; write \${type.name.attribute} and compute the rest in TypeScript, or serve the folder that holds it, to which your Terraform is applied`,
    );
  },
);

it("takes a text of many braces in time", () => {
  const read = () => {
    try {
      evaluate("${".repeat(30_000), resolve);
    } catch {
      // refused, as the test above says
    }
  };
  expect(leastWork(read, 500)).toBeLessThan(500);
});

describe("a reference", () => {
  it.each<[string, (string | number)[]]>([
    ["a.b.c", ["a", "b", "c"]],
    ["a.b[0].c", ["a", "b", 0, "c"]],
    ['a.b["x y"]', ["a", "b", "x y"]],
    ["data.aws_region.current.name", ["data", "aws_region", "current", "name"]],
  ])("%s has the steps %j", (expression, steps) => {
    expect(parseReference(expression)).toEqual(steps);
  });
});
