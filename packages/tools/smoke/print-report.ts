import { findJson, isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import type { Exchange } from "./exchange";
import { indentJson } from "./indent-json";
import type { Problem } from "./judge-exchange";
import { readAnswer } from "./read-answer";
import { type Style, wrap } from "@sfn-websocket/run/terminal";
import { escapeControls, hideQuery } from "./terminal";

/** Columns of the labels. */
const LABEL = 10;

/** Where an address is, and which file or folder names it. */
export interface Address {
  readonly url: string;
  /** @default the command line named it */
  readonly from?: string;
}

/** The connection and the answers, for people. */
export function printExchange({ received, connectLatency }: Exchange, address: Address, style: Style): string {
  const { url, from } = address;
  const source = from === undefined ? "" : `, from ${escapeControls(from)}`;
  const lines = [row("address", `${hideQuery(url)}${source}`, style)];
  if (connectLatency !== undefined) lines.push(row("connected", `in ${print(connectLatency)}`, style));
  received.forEach(({ text, latency }, index) => {
    const which = received.length > 1 ? `number ${index + 1} ` : "";
    lines.push(...(index > 0 ? [""] : []), row("answer", `${which}in ${print(latency)}`, style));
    lines.push(...printAnswer(text, style));
  });
  return lines.map((line) => `${line}\n`).join("");
}

/** What is not as expected, and why that may be, for people. */
export function printProblem({ what, causes }: Problem, style: Style): string {
  const sentence = (start: string, text: string, indent: number) =>
    `${start}${wrap(escapeControls(text), style.columns, indent)}\n`;
  const start = "error: ";
  return [
    sentence(style.bad(start), what, start.length),
    ...causes.map((cause) => sentence("  - ", cause, "  - ".length)),
  ].join("");
}

/** The same as one JSON object on one line, for scripts. */
export function printJson({ received, connectLatency }: Exchange, url: string, problem: Problem | undefined): string {
  const latency = received.at(-1)?.latency;
  const report = {
    url: hideQuery(url),
    ok: problem === undefined,
    ...(connectLatency !== undefined && { connectMilliseconds: Math.round(connectLatency) }),
    ...(latency !== undefined && { latencyMilliseconds: Math.round(latency) }),
    answers: received.map(({ text }) => {
      const json = findJson(text);
      return json === undefined ? text : json;
    }),
    ...(problem && { problem }),
  };
  return `${JSON.stringify(report)}\n`;
}

function printAnswer(text: string, style: Style): readonly string[] {
  const answer = readAnswer(text);
  if (answer.kind === "execution" && typeof answer.execution.executionArn === "string")
    return printExecution(answer.execution, style);
  const paint = answer.kind === "error" || answer.kind === "failure" ? style.bad : (line: string) => line;
  return escapeControls(indentJson(text)).split("\n").map(paint);
}

/** Its input, name and ids are left out: the message is known, and `--json` has the rest. */
function printExecution(execution: JsonObject, style: Style): readonly string[] {
  const { status, executionArn, output, error, cause } = execution;
  const paint = status === "SUCCEEDED" ? style.good : style.bad;
  return [
    row("status", paint(String(status)), style),
    ...[describeDuration(execution)].filter(Boolean).map((text) => row("duration", text, style)),
    ...(error === undefined ? [] : [row("error", escapeControls(String(error)), style)]),
    ...(cause === undefined ? [] : block("cause", cause, style)),
    ...(output === undefined ? [] : block("output", output, style)),
    row("execution", escapeControls(String(executionArn)), style),
  ];
}

function describeDuration({ startDate, stopDate, billingDetails }: JsonObject): string {
  const parts: string[] = [];
  if (typeof startDate === "number" && typeof stopDate === "number") parts.push(print((stopDate - startDate) * 1000));
  const { billedDurationInMilliseconds: billed, billedMemoryUsedInMB: memory } = isJsonObject(billingDetails)
    ? billingDetails
    : {};
  if (typeof billed === "number") parts.push(`billed ${print(billed)}`);
  if (typeof memory === "number") parts.push(`${memory} MB`);
  return parts.join(", ");
}

/** A text on the label's line if it is a short one, else below it. */
function block(label: string, value: Json, style: Style): readonly string[] {
  const text = escapeControls(indentJson(typeof value === "string" ? value : JSON.stringify(value)));
  const lines = text.split("\n");
  if (lines.length === 1 && LABEL + 1 + text.length <= Math.min(style.columns, 100)) return [row(label, text, style)];
  return [style.label(label), ...lines.map((line) => `  ${line}`)];
}

const row = (label: string, text: string, style: Style): string => `${style.label(label.padEnd(LABEL))} ${text}`;

const print = (milliseconds: number): string => `${Math.round(milliseconds)} ms`;
