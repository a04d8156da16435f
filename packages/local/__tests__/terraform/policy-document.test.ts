import { writePolicyDocument } from "../../terraform/policy-document";

const read = (statement: object) =>
  JSON.parse(String(writePolicyDocument({ statement: [{ ...statement }] }).json)).Statement[0];

describe("the policy of a data source", () => {
  it("puts together principals of a kind, and values of a condition", () => {
    const principals = [
      { type: "AWS", identifiers: ["a"] },
      { type: "Service", identifiers: ["b"] },
      { type: "AWS", identifiers: ["c"] },
    ];
    const condition = ["d", "e"].map((value) => ({ test: "StringEquals", variable: "aws:x", values: [value] }));
    expect(read({ principals, condition })).toEqual({
      Effect: "Allow",
      Principal: { AWS: ["a", "c"], Service: "b" },
      Condition: { StringEquals: { "aws:x": ["d", "e"] } },
    });
  });

  it.each(["constructor", "__proto__", "toString"])("may name a kind, a test and a key %s", (name) => {
    const { Principal, Condition } = read({
      principals: [{ type: name, identifiers: ["a"] }],
      condition: [{ test: name, variable: name, values: ["a"] }],
    });
    const entries = JSON.stringify([Object.entries(Principal), Object.entries(Condition)]);
    expect(entries).toBe(JSON.stringify([[[name, "a"]], [[name, JSON.parse(`{"${name}":"a"}`)]]]));
  });

  it("rejects a kind that is no text", () => {
    expect(() => read({ principals: [{ type: { toString: null }, identifiers: ["a"] }] })).toThrow(
      new Error(`'type' is a string, got {"toString":null}; set it`),
    );
  });
});
