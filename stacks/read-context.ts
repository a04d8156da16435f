import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseJsonFile } from "@sfn-websocket/languages/parse-json-file";
import { isRecord } from "@sfn-websocket/constructs/options/refuse-value";
import { show } from "@sfn-websocket/constructs/options/show-value";
import { SynthesisError } from "@sfn-websocket/constructs/options/synthesis-error";

/**
 * The context of a project's `cdktf.json`, below what the cdktf command hands on; the app gets no context when it is
 * run without it.
 */
export function readContext(root: string, handedOn: string | undefined): Readonly<Record<string, unknown>> {
  const project = parse("cdktf.json", readFileSync(join(root, "cdktf.json"), "utf8"));
  const { context = {} } = enter(project);
  if (!isRecord(context))
    throw new SynthesisError([`cdktf.json: context is no object, got ${show(context)}; write { "stageName": "v1" }`]);
  return { ...context, ...enter(parse("CDKTF_CONTEXT_JSON", handedOn || "{}")) };
}

function parse(where: string, text: string): unknown {
  try {
    return parseJsonFile(where, text);
  } catch (error) {
    throw new SynthesisError([(error as Error).message]);
  }
}

function enter(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
