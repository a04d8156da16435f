import type { Preview } from "@sfn-websocket/local/console/client-api";
import { postJson } from "../call-api";
import { type Answered, useAnswer } from "../components/use-answer";
import { edition } from "../inventory";
import type { StageAddress } from "./stages";

/** Milliseconds without a change of the text after which the server is asked. */
const PAUSE = 250;

/** What a message would select and render; nothing while there is no message, or no stage is known. */
export function usePreview(
  stage: StageAddress | undefined,
  message: string,
  connectionId: string | undefined,
): Answered<Preview> {
  const { apiId, stage: name } = stage ?? {};
  const ask = (signal: AbortSignal) =>
    postJson<Preview>("preview", { apiId, stage: name, message, connectionId }, signal);
  // Another version may select and render otherwise.
  const inputs = [apiId, name, message, connectionId, edition.value];
  return useAnswer(apiId === undefined || message === "" ? undefined : ask, inputs, PAUSE);
}
