import { findMissedStack, listArguments, listAskedStacks, readOptions } from "../../deploy-local/options";

it("deploys with the prefix 'local' where nothing else is said", () => {
  expect(readOptions(["--endpoint", "http://127.0.0.1:1"])).toEqual({
    name: "deploy",
    stacks: [],
    endpoint: "http://127.0.0.1:1",
    prefix: "local",
  });
  expect(readOptions(["destroy", "--prefix", "ci-7"])).toMatchObject({ name: "destroy", prefix: "ci-7" });
});

it.each([
  [[], ["deploy", "*", "--auto-approve", "--skip-provider-lock"]],
  [
    ["deploy", "a", "*-b"],
    ["deploy", "a", "*-b", "--auto-approve", "--skip-provider-lock"],
  ],
  [["diff"], ["diff", "--skip-provider-lock"]],
  [
    ["destroy", "a"],
    ["destroy", "a", "--auto-approve", "--skip-provider-lock"],
  ],
])("tells cdktf of %j", (argv, command) => {
  const { name = "", stacks = [] } = readOptions(argv);
  expect(listArguments({ name, stacks })).toEqual(command);
});

it("finds the stacks of which cdktf asks for one", () => {
  const text =
    "Error: Usage Error: Found more than one stack, please specify a target stack. Run cdktf diff <stack> with one of these stacks: apigw-a, b-eu ";
  expect(listAskedStacks(["Synthesizing", text, ""])).toEqual(["apigw-a", "b-eu"]);
  expect(listAskedStacks(["Error: Usage Error: Can't find given stack"])).toEqual([]);
});

it.each([
  ["Error: Usage Error: Could not find stack for pattern 'ordrs'", "ordrs"],
  ["Error: Usage Error: Could not find stack: ordrs", "ordrs"],
  ["Error: Usage Error: Found more than one stack", undefined],
])("finds the stack that cdktf misses in %j", (line, stack) => {
  expect(findMissedStack(["Synthesizing", line, ""])).toBe(stack);
});

it.each(["../other", "a/../../b", "-a", "a".repeat(21)])(
  "rejects %j, which is no prefix of names and folders",
  (prefix) => {
    expect(() => readOptions([`--prefix=${prefix}`])).toThrow(
      `--prefix: is none, got '${prefix}'; use 1 to 20 letters, digits and hyphens, no hyphen first`,
    );
  },
);

it.each([
  [["diff", "deploy"], "command: more than one, got 'diff deploy'; run one after the other"],
  [["apply"], "command: is not known, got 'apply'; use deploy, diff, destroy"],
  [["--endpoint", "4566"], "--endpoint: not an http or https URL, got '4566'; write it as in http://127.0.0.1:4566"],
])("rejects %j", (argv, message) => expect(() => readOptions(argv)).toThrow(message));
