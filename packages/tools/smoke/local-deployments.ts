import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { listFolder } from "@sfn-websocket/run/require-file";
import { findJson, isJsonObject, type Json } from "@sfn-websocket/languages/json";

/** The file in cdktf's output folder that says which endpoint of this machine its stacks were deployed to. */
export const LOCAL_ENDPOINT = "endpoint.json";

/** An output folder of cdktf, and the endpoint of this machine that has its stacks. */
export interface OutputFolder {
  readonly path: string;
  /** Such as `http://127.0.0.1:4566`. @default AWS has them */
  readonly endpoint?: string;
}

/** The folders in which cdktf synthesized what was deployed from a project. */
export function listOutputFolders(project: string): readonly OutputFolder[] {
  return listFolder(project)
    .filter((name) => name === "cdktf.out" || name.startsWith("cdktf.out."))
    .map((name) => {
      const endpoint = readEndpoint(join(project, name, LOCAL_ENDPOINT));
      return { path: join(project, name), ...(endpoint !== undefined && { endpoint }) };
    });
}

function readEndpoint(file: string): string | undefined {
  const json: Json | undefined = existsSync(file) ? findJson(readFileSync(file, "utf8")) : undefined;
  const endpoint = isJsonObject(json) ? json.endpoint : undefined;
  return typeof endpoint === "string" && URL.canParse(endpoint) ? endpoint : undefined;
}

/** Where an endpoint of this machine serves the stage that has this address on AWS. */
export function localize(address: string, endpoint: string): string {
  const [, apiId] = /^wss:\/\/(\w+)\.execute-api\./.exec(address) ?? [];
  if (apiId === undefined) return address;
  const { host, protocol } = new URL(endpoint);
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/${apiId}${new URL(address).pathname}`;
}
