import { createStyle, type Style, wrap } from "@sfn-websocket/run/terminal";
import { escapeControls } from "../terminal-text";
import { cutText } from "./cut-text";
import { printDuration, printLine } from "./print-line";
import { printStates } from "./print-states";
import type { ExecutionTrace, PermissionCheck, RenderedTemplate, Trace, TraceText } from "./trace";

/** Of a program that reads it: whole lines, no colours. */
const PLAIN = createStyle({}, {});

/** The width of the first column. */
const NAME = 10;

/** Draws a trace as an indented tree: a line or more for each stage of its way, in their order. */
export function printTrace(trace: Trace, style: Style = PLAIN): string {
  const print = new Printer(style);
  const lines = [print.head(trace), ...SECTIONS.flatMap((section) => section(trace, print))];
  return lines.map((line) => `${line}\n`).join("");
}

/** Draws an execution alone. */
export function printExecutionTrace(execution: ExecutionTrace, style: Style = PLAIN): string {
  return printWorkflow(execution, new Printer(style))
    .map((line) => `${line.replace(/^ {2}/, "")}\n`)
    .join("");
}

class Printer {
  constructor(readonly style: Style) {}

  head({ kind, routeKey, status, outcome, duration, connectionId, api, stage, workflow }: Trace): string {
    const paint = outcome === "failed" || outcome === "caught" ? this.style.bad : this.style.good;
    const place = api === undefined ? undefined : `${api}/${stage}`;
    const about = [duration === undefined ? undefined : printDuration(duration), connectionId, place].filter(Boolean);
    return `${escapeControls([kind, routeKey ?? workflow].join(" "))}  ${paint(String(status))}  ${this.style.label(about.join("  "))}`.trimEnd();
  }

  /** A sentence behind a name, broken between words. */
  say(name: string, sentence: string, paint: (text: string) => string = (text) => text): string {
    const indent = NAME + 3;
    const text = wrap(escapeControls(sentence.replace(/\s+/g, " ").trim()), this.style.columns, indent);
    return `  ${this.style.label(name.padEnd(NAME))} ${paint(text)}`;
  }

  /** A text behind a name, in one line. */
  show(name: string, { text, length }: TraceText): string {
    const left = length - text.length;
    const cut = left > 0 ? ` … ${left} more characters` : "";
    return `  ${this.style.label(name.padEnd(NAME))} ${printLine(text, this.style.columns - NAME - 3 - cut.length)}${cut}`;
  }
}

type Section = (trace: Trace, print: Printer) => readonly string[];

/** The stages of an event's way, in their order. */
const SECTIONS: readonly Section[] = [
  ({ failure }, print) => (failure === undefined ? [] : [print.say("failed", failure, print.style.bad)]),
  ({ received }, print) => (received === undefined ? [] : [print.show("received", received)]),
  ({ handshake }, print) =>
    handshake === undefined ? [] : [print.say("from", `${handshake.sourceIp} ${handshake.path}`)],
  ({ close }, print) => (close === undefined ? [] : [print.say("closed", `${close.statusCode} ${close.reason}`)]),
  ({ selection }, print) => (selection === undefined ? [] : [print.say("route", selection.why)]),
  ({ verdicts }, print) =>
    verdicts.map(({ by, name, allowed, why }) => {
      const told = `${name === undefined ? "" : `'${name}': `}${allowed ? "" : "refused: "}${why}`;
      return print.say(by, told, allowed ? undefined : print.style.bad);
    }),
  ({ request }, print) => (request === undefined ? [] : printTemplate("request", request, print)),
  ({ permissions }, print) => permissions.flatMap((check) => printCheck(check, print)),
  ({ call }, print) => {
    if (call === undefined) return [];
    const { action, uri, type, status, duration, error } = call;
    const head = [action ?? (uri || type), status, duration === undefined ? undefined : printDuration(duration)];
    return [
      print.say("call", head.filter((part) => part !== undefined).join("  ")),
      ...(error === undefined ? [] : [print.say("", error, print.style.bad)]),
      ...(call.answer === undefined ? [] : [print.show("answer", call.answer)]),
    ];
  },
  ({ execution }, print) => (execution === undefined ? [] : printWorkflow(execution, print)),
  ({ response }, print) => {
    if (response === undefined) return [];
    return [
      print.say("response", `'${response.key}': ${response.why}`),
      ...printTemplate("", response, print).slice(1),
    ];
  },
  ({ frame }, print) => [
    print.say("frame", `${frame.kind}: ${frame.why}`),
    ...(frame.text === undefined ? [] : [print.show("", frame.text)]),
  ],
];

function printTemplate(
  name: string,
  { source, template, rendered, error, variables }: RenderedTemplate,
  print: Printer,
): readonly string[] {
  const place =
    source.file === undefined ? "" : ` of ${source.file}${source.line === undefined ? "" : `:${source.line}`}`;
  const key = source.key === undefined ? "no template" : `template '${source.key}'`;
  return [
    print.say(name, `${key}${place}`),
    ...(variables === undefined || Object.keys(variables).length === 0
      ? []
      : [print.show("  set", cutText(JSON.stringify(variables)))]),
    ...(rendered === undefined || template === undefined ? [] : [print.show("  renders", rendered)]),
    ...(error === undefined ? [] : [print.say("  fails", error.message, print.style.bad)]),
  ];
}

function printCheck({ roleArn, by, action, resource, allowed, ...decided }: PermissionCheck, print: Printer) {
  const { principal, why, statement, needed } = decided;
  const role = `${roleArn?.split("/").pop() ?? principal}${by === undefined ? "" : ` for the ${by}`}`;
  const question = `${role} ${allowed ? "may" : "may not"} ${action} on ${resource}`;
  return [
    print.say(roleArn === undefined ? "policy" : "role", question, allowed ? undefined : print.style.bad),
    print.say("", why),
    ...(statement === undefined ? [] : [print.show("", cutText(JSON.stringify(statement.json)))]),
    ...(needed === undefined ? [] : [print.show("  needs", cutText(JSON.stringify(needed)))]),
  ];
}

function printWorkflow(execution: ExecutionTrace, print: Printer): readonly string[] {
  const { name, stateMachineArn, status, duration, states, error, cause, output, eventsLeftOut = 0 } = execution;
  const { style } = print;
  const paint = status === "SUCCEEDED" ? style.good : style.bad;
  const machine = stateMachineArn.split(":").pop() ?? "";
  const time = duration === undefined ? "" : `  ${printDuration(duration)}`;
  const failure = [error, cause].filter((part) => part !== undefined).join(": ");
  return [
    `  ${style.label("workflow".padEnd(NAME))} ${escapeControls(machine)}  ${paint(status)}${time}  ${style.label(name)}`,
    ...printStates(states, { style, depth: 2, isFull: true }),
    ...(eventsLeftOut > 0 ? [print.say("", `${eventsLeftOut} more events are not kept`)] : []),
    ...(failure === "" ? [] : [print.say("fails", failure, style.bad)]),
    ...(output === undefined ? [] : [print.show("output", output)]),
  ];
}
