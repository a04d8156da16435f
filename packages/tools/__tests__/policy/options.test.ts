import { readPolicyOptions } from "../../policy/options";

it("reads cdktf.out as a table unless told otherwise", () => {
  expect(readPolicyOptions([])).toEqual({ path: "cdktf.out", format: "table" });
  expect(readPolicyOptions(["out", "--markdown"])).toEqual({ path: "out", format: "markdown" });
  expect(readPolicyOptions(["main.tf.json", "--json"])).toEqual({ path: "main.tf.json", format: "json" });
});

it.each([
  [["a", "b"], "PATH: more than one, got 'a b'; name one"],
  [["--json", "--markdown"], "--json: two formats at once, got '--markdown' too; choose one of them"],
])("rejects %j", (argv, message) => {
  expect(() => readPolicyOptions(argv)).toThrow(new Error(message));
});
