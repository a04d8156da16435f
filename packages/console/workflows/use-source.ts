import { useEffect, useState } from "preact/hooks";
import type { WorkflowEntry } from "@sfn-websocket/local/console/api";
import type { FileAnswer } from "@sfn-websocket/local/console/editor-api";
import { getJson } from "../call-api";
import { breakLines } from "../components/indent-json";
import { edition } from "../inventory";

/** A workflow that nobody serves yet. */
const SCRATCH = `{
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": {
      "Type": "Pass",
      "Output": { "greeting": "{% 'Hello, ' & $states.input.name %}" },
      "End": true
    }
  }
}
`;

export interface Source {
  /** Undefined before it is there. */
  readonly text: string | undefined;
  readonly problem: string | undefined;
  /** Takes what was saved for the source. */
  readonly put: (text: string) => void;
}

/** What a workflow is edited from: its file, else its definition, and again when another version is served. */
export function useSource(entry: WorkflowEntry | undefined): Source {
  const [text, put] = useState<string | undefined>(undefined);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const { file, definition } = entry ?? {};
  const version = edition.value;
  useEffect(() => {
    if (file === undefined) return put(definition === undefined ? SCRATCH : breakLines(definition));
    const stop = new AbortController();
    getJson<FileAnswer>(`file?file=${encodeURIComponent(file)}`, stop.signal).then(
      (answer) => {
        put(answer.text);
        setProblem(undefined);
      },
      (error: Error) => stop.signal.aborted || setProblem(error.message),
    );
    return () => stop.abort();
  }, [file, definition, version]);
  return { text, problem, put };
}
