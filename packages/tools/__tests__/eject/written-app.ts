import type { JsonObject } from "@sfn-websocket/languages/json";
import { type Ejected, ejectSynthesized } from "../../eject/eject-stack";

/** What an app would synthesize of these settings: a role, and whatever else. */
export type Write = (settings: Readonly<Record<string, string>>) => JsonObject;

export const read = (settings: Readonly<Record<string, string>>) => ({
  name: settings["WEBSOCKET_API_STACK_NAME"] ?? "chat",
  region: settings["WEBSOCKET_API_REGION"] ?? "us-east-1",
});

export const provider = (settings: Readonly<Record<string, string>>, more: JsonObject = {}): JsonObject => ({
  aws: [{ region: read(settings).region, ...more }],
});

export const role = (name: string, more: JsonObject = {}): JsonObject => ({
  aws_iam_role: { Role: { name, ...more } },
});

export const eject = (write: Write): Promise<Ejected> =>
  ejectSynthesized((_, settings) => ({ configuration: write(settings), folder: "none" }), []);
