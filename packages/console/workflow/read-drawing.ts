import type { Drawing } from "@sfn-websocket/draw/drawing";
import { layOutWorkflow } from "@sfn-websocket/draw/lay-out-workflow";

/** The drawing of a definition's text; undefined while the text is no JSON. */
export function findDrawing(definition: string): Drawing | undefined {
  try {
    return layOutWorkflow(JSON.parse(definition));
  } catch {
    return undefined;
  }
}
