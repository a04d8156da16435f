import type { Preview } from "@sfn-websocket/local/console/api";
import { useEffect, useState } from "preact/hooks";
import { postJson } from "../call-api";
import { edition } from "../inventory";
import type { StageAddress } from "./stages";

/** Milliseconds without a change of the text after which the server is asked. */
const PAUSE = 250;

export interface Previewed {
  readonly preview?: Preview;
  /** Why there is none. */
  readonly problem?: string;
}

/** What a message would select and render; nothing while there is no message, or no stage is known. */
export function usePreview(
  stage: StageAddress | undefined,
  message: string,
  connectionId: string | undefined,
): Previewed {
  const [previewed, show] = useState<Previewed>({});
  const { apiId, stage: name } = stage ?? {};
  // Another version may select and render otherwise.
  const version = edition.value;
  useEffect(() => {
    if (apiId === undefined || message === "") return show({});
    const leaving = new AbortController();
    const ask = () =>
      postJson<Preview>("preview", { apiId, stage: name, message, connectionId }, leaving.signal).then(
        (preview) => show({ preview }),
        (error: Error) => leaving.signal.aborted || show({ problem: error.message }),
      );
    const timer = setTimeout(() => void ask(), PAUSE);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [apiId, name, message, connectionId, version]);
  return previewed;
}
