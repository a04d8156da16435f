import { spawn, type ChildProcess } from "node:child_process";
import { Socket } from "node:net";
import { findCompiled } from "./find-compiled";
import { HAS_GROUPS, killGroup } from "./kill-group";
import { readLines } from "./read-lines";

/** What a process ended with: its exit status, or the signal that ended it. */
export type ProcessEnd = number | NodeJS.Signals;

export interface ProcessOptions {
  /** What the program is told, its `process.argv[2]`. @default nothing */
  readonly argument?: string;
  /** The whole environment: nothing of this process's own is added. */
  readonly env: Readonly<Record<string, string>>;
  /** Of JavaScript, MB. What all of the process uses is bounded inside it, by `openChannel`. */
  readonly heap: number;
  /** Options of Node.js that the process gets besides, such as `--inspect`. @default none */
  readonly nodeOptions?: readonly string[];
  /** Takes each message that the process sends. */
  readonly onMessage: (text: string) => void;
  /** Called when the process sends something that is no message: it is ended. */
  readonly onNoise: () => void;
  /** Takes each line that the process prints, in pieces of at most 256 KB, before the messages that are sent after it. */
  readonly onLine: (line: string) => void;
  /** Says whether what the process prints is still wanted; it never waits for its reader. */
  readonly wantsLines: () => boolean;
  /** Called once, when the process has ended and all of its messages were taken; not after `kill`. */
  readonly onEnd: (end: ProcessEnd) => void;
}

/** A process of this program that runs code which is not trusted to end, to be small or to be silent. */
export interface StartedProcess {
  /** Sends a message, a text without line breaks. */
  send(text: string): void;
  /** Keeps this program running until `unref`. */
  ref(): void;
  unref(): void;
  /** Ends the process and what it started, whatever it is doing. */
  kill(): void;
}

/** Bytes of one message: Lambda's largest answer, 6 MB, with each character of it escaped, and what stands around it. */
const LONGEST_MESSAGE = 16 * 1024 * 1024;
/** Bytes of one line of output. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const LONGEST_LINE = 256 * 1024;

/**
 * Starts a process that runs a file of TypeScript of this project, bundled, or what is compiled of it; it does not keep this program running. The
 * two talk by a pipe of their own (file 3), so that output is output. It has a process group of its own, which ends with it.
 */
export function startProcess(file: string, options: ProcessOptions): StartedProcess {
  const { argument = "", env, heap, nodeOptions = [] } = options;
  const compiled = findCompiled(file);
  const program = compiled === undefined ? [require.resolve("@sfn-websocket/run"), file] : [compiled];
  const child = spawn(process.execPath, [...nodeOptions, `--max-old-space-size=${heap}`, ...program, argument], {
    env: { ...env },
    detached: HAS_GROUPS,
    windowsHide: true,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const streams = openStreams(child);
  const channel = streams[0];
  let isKilled = false;
  const kill = () => {
    isKilled = true;
    killGroup(child);
    for (const each of streams) each.destroy();
  };
  readOutput(streams.slice(1), options);
  readMessages(channel, (text) => {
    if (isKilled) return;
    if (text !== undefined) return options.onMessage(text);
    kill();
    options.onNoise();
  });
  reportEnd(child, channel, (end) => !isKilled && options.onEnd(end));
  child.unref();
  for (const each of streams) each.unref();
  return {
    send: (text) => void channel.write(`${text}\n`),
    ref: () => void channel.ref(),
    unref: () => void channel.unref(),
    kill,
  };
}

/** The channel, and what the process prints to. */
function openStreams({ stdio }: ChildProcess): [Socket, Socket, Socket] {
  const [, output, errors, channel] = stdio;
  if (!(output instanceof Socket && errors instanceof Socket && channel instanceof Socket))
    throw new Error("a process was started without its pipes");
  // Writing to a process that has ended is no error of its own: its end is reported.
  for (const each of [channel, output, errors]) each.on("error", () => undefined);
  return [channel, output, errors];
}

function readOutput(streams: readonly Socket[], { onLine, wantsLines }: ProcessOptions): void {
  for (const stream of streams) readLines(stream, { longest: LONGEST_LINE, take: onLine, wants: wantsLines });
}

/** What was printed before a message was sent is read in the same turn of the event loop, and taken first. */
function readMessages(channel: Socket, take: (text: string | undefined) => void): void {
  readLines(channel, {
    longest: LONGEST_MESSAGE,
    take: (text, isWhole) => void setImmediate(() => take(isWhole ? text : undefined)),
  });
}

/** A process that has closed its channel is of no more use: it is ended. */
function reportEnd(child: ChildProcess, channel: Socket, report: (end: ProcessEnd) => void): void {
  let end: ProcessEnd | undefined;
  const finish = () => {
    if (end === undefined) killGroup(child);
    else setImmediate(report, end);
  };
  const take = (value: ProcessEnd) => {
    if (end !== undefined) return;
    end = value;
    killGroup(child);
    if (channel.closed) finish();
  };
  channel.on("close", finish);
  child.on("exit", (code, signal) => take(code ?? signal ?? "SIGKILL"));
  // The system has no process left to give.
  child.on("error", () => take("SIGKILL"));
}
