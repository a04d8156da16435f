import type { JsonObject } from "@sfn-websocket/languages/json";
import type { Stack } from "./read-stack";

/** How a module names a configuration of AWS's provider. */
export const printProvider = ({ alias }: JsonObject): string => `aws.${String(alias)}`;

/** The root's own names of what a module is handed. */
export const handOn = ({ aliases }: Stack): JsonObject =>
  Object.fromEntries(["aws", ...aliases.map(printProvider)].map((name) => [name, name]));
