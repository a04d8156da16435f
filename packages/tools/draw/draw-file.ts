import { basename } from "node:path";
import { layOutWorkflow } from "@sfn-websocket/draw/lay-out-workflow";
import type { Theme } from "@sfn-websocket/draw/styles";
import { writeSvg } from "@sfn-websocket/draw/write-svg";
import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { parseJsonFile } from "@sfn-websocket/languages/parse-json-file";

/** The SVG of a definition's text; `file` is how an error names it, and how the drawing is titled. */
export function drawFile(file: string, text: string, theme: Theme): string {
  const definition = requireMachine(file, parseJsonFile(file, text));
  const comment = definition["Comment"];
  const title = basename(file).replace(/(\.asl)?\.json$/, "");
  return writeSvg(layOutWorkflow(definition), {
    title: typeof comment === "string" ? `${title}: ${comment}` : title,
    theme,
  });
}

function requireMachine(file: string, definition: Json): JsonObject {
  if (isJsonObject(definition) && isJsonObject(definition["States"])) return definition;
  const got = isJsonObject(definition)
    ? `'${Object.keys(definition).join(" ").slice(0, 60)}'`
    : JSON.stringify(definition)?.slice(0, 40);
  throw new Error(`${file}: no workflow, got ${got}; name a definition with the member 'States'`);
}
