import { readContext } from "../../stacks/read-context";
import { SynthesisError } from "@sfn-websocket/constructs/options/synthesis-error";
import { createProject } from "./synthesize-stack";

const PROJECT = { "cdktf.json": '{"language":"typescript","context":{"region":"eu-west-1","stageName":"a"}}' };

it("reads the context of cdktf.json", () => {
  expect(readContext(createProject(PROJECT), undefined)).toEqual({ region: "eu-west-1", stageName: "a" });
  expect(readContext(createProject({ "cdktf.json": "{}" }), "")).toEqual({});
});

it("prefers what the cdktf command hands on", () => {
  expect(readContext(createProject(PROJECT), '{"stageName":"b"}')).toEqual({ region: "eu-west-1", stageName: "b" });
});

it.each([["[]"], ["5"], ["null"]])("rejects a context that is %s", (context) => {
  expect(() => readContext(createProject({ "cdktf.json": `{"context":${context}}` }), undefined)).toThrow(
    new SynthesisError([`cdktf.json: context is no object, got ${context}; write { "stageName": "v1" }`]),
  );
});

it("rejects what is not JSON", () => {
  expect(() => readContext(createProject({ "cdktf.json": "" }), "{}")).toThrow(
    new SynthesisError(["cdktf.json:1:1: expected a value, got the end; correct it"]),
  );
  expect(() => readContext(createProject(PROJECT), "[")).toThrow(
    new SynthesisError(["CDKTF_CONTEXT_JSON:1:2: expected ']', got the end; correct it\n  [\n   ^"]),
  );
});
