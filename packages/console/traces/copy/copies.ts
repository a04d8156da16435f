import type { Trace } from "@sfn-websocket/local/trace/trace";
import { writeConformanceCase } from "./conformance-case";
import type { CopyText, Place } from "./copy-text";
import { writeMockCase } from "./mock-case";
import { writeStartExecution } from "./start-execution";
import { writeTemplateCase } from "./template-case";
import { writeWscat } from "./wscat";

/** What a trace can be copied as. */
export interface Copy {
  readonly name: string;
  readonly about: string;
  readonly write: (trace: Trace, place: Place) => CopyText;
}

export const COPIES: readonly Copy[] = [
  { name: "wscat", about: "a command that sends the message again", write: writeWscat },
  {
    name: "aws stepfunctions",
    about: "a command that starts the workflow with the same input; sync-api.localhost has to be this machine",
    write: writeStartExecution,
  },
  { name: "Mock file", about: "a test case in which the tasks answer as they did", write: writeMockCase },
  {
    name: "Conformance case",
    about: "the workflow with its tasks' answers and its outcome",
    write: writeConformanceCase,
  },
  { name: "Template case", about: "the request template with what it read and rendered", write: writeTemplateCase },
];
