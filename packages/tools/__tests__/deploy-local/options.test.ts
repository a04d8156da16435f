import { readOptions } from "../../deploy-local/options";

it("deploys with the prefix 'local' where nothing else is said", () => {
  expect(readOptions(["--endpoint", "http://127.0.0.1:1"])).toEqual({
    name: "deploy",
    endpoint: "http://127.0.0.1:1",
    prefix: "local",
  });
  expect(readOptions(["destroy", "--prefix", "ci-7"])).toMatchObject({ name: "destroy", prefix: "ci-7" });
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
  [["apply"], "command: not known, got 'apply'; use one of deploy, diff, destroy"],
  [["--endpoint", "4566"], "--endpoint: not an http or https URL, got '4566'; write it as in http://127.0.0.1:4566"],
])("rejects %j", (argv, message) => expect(() => readOptions(argv)).toThrow(message));
