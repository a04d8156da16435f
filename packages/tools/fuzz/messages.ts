import { findJsonObject, type Json } from "@sfn-websocket/languages/json";
import { WebSocket } from "ws";
import type { Random } from "../differential/random";
import { LARGEST, sendMessage } from "../smoke/send-message";
import type { FuzzArea, FuzzCase, FuzzOutcome } from "./area";
import { generateHostileDocument } from "./hostile-document";
import { ACTIONS, HOSTILE_STACK } from "./hostile-stack";
import { mutateText } from "./mutate-text";
import { SharedServer } from "./shared-server";

/** Milliseconds after which an answer counts as none. */
const PATIENCE = 10_000;

/** What texts are made of that come many times over. */
const PIECES = [
  " ",
  ..."${ } $ { \" ' \\ * ? [ ] ( ) . , a 0 1 - # & < / % %2 %41 : ! é 😀 = aab \u0000 YQ [Y] (a+)+ #0 A; \ud800 \n \t".split(
    " ",
  ),
];
const SIZES = [20, 1_000, 30_000, 110_000];
const TEXTS = [
  "#a = :a",
  "SET #a = :a",
  "((((((((( #a",
  "MD5",
  "[Y0001]-[M01]",
  "#,##0.00",
  "2020-01-01T00:00:00Z",
  "id",
];

function generateValue(random: Random, size: number): Json {
  const piece = (): string => random.pick(PIECES);
  const fill = (length: number, make: (index: number) => Json) => Array.from({ length }, (_, index) => make(index));
  return random.pick<() => Json>([
    () => piece().repeat(random.below(size)).slice(0, size),
    () => (piece() + piece()).repeat(size).slice(0, size),
    () => piece() + piece().repeat(size).slice(0, size) + piece(),
    () => `${piece().repeat(size).slice(0, size)}x`,
    () => fill(size / 8, (index) => random.pick<Json>([index, 1, "a", { a: index }, [index]])),
    () => fill(size / 4, () => random.pick<Json>([1, "a", null])),
    () => Object.fromEntries(fill(size / 12, (index) => index).map((index) => [`k${String(index)}`, index])),
    () => random.pick<Json>([null, 0, -1, 0.5, 1e21, random.below(100_000)]),
    () => random.pick(TEXTS),
    () => JSON.parse(generateHostileDocument(random)) as Json,
    () => ({ id: { S: "x" }, a: { L: [{ N: "1" }] } }),
  ])();
}

function generateMessage(random: Random): FuzzCase {
  const size = random.pick(SIZES);
  const action = random.pick(ACTIONS);
  const v = generateValue(random, random.chance(0.7) ? size : 50);
  const w = generateValue(random, random.chance(0.3) ? size : 12);
  const n = random.pick<Json>([0, 1, -1, 5, 1e9, 1e21, 0.5, 100_000, "x"]);
  const text = writeMessage({ action, v, w, n }) ?? JSON.stringify({ action, v: 1, w: "a", n });
  return { text: random.chance(0.1) ? mutateText(random, text) : text, document: "{}" };
}

/** Undefined where it is larger than a message may be, or nests deeper than can be written. */
function writeMessage(message: Json): string | undefined {
  try {
    const text = JSON.stringify(message);
    return Buffer.byteLength(text) > LARGEST.message ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Sends a message by a socket of its own, and resolves to the kind of its answer, which has to come. */
export async function runMessage({ text }: FuzzCase, shared: SharedServer): Promise<FuzzOutcome> {
  const socket = new WebSocket(await shared.readUrl(), { perMessageDeflate: false });
  try {
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    const answered = new Promise<FuzzOutcome>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error("the server gives no answer")), PATIENCE);
      const settle = (outcome: FuzzOutcome) => {
        clearTimeout(late);
        resolve(outcome);
      };
      socket.once("message", (data: Buffer) => settle(readAnswer(data.toString())));
      socket.once("close", (code: number) => settle({ kind: `closed with ${code}`, text: "" }));
    });
    sendMessage(socket, text);
    return await answered;
  } finally {
    socket.terminate();
  }
}

/** An execution's answer says how it ended, API Gateway's own why there is none; what a user reads is the cause alone. */
function readAnswer(answer: string): FuzzOutcome {
  const { status, error, cause, message } = findJsonObject(answer) ?? {};
  if (typeof status === "string")
    return {
      kind: `${status} ${typeof error === "string" && error.startsWith("States.") ? error : ""}`.trim(),
      text: String(cause ?? ""),
    };
  return { kind: typeof message === "string" ? message.replace(/:.*/s, "") : "rendered", text: "" };
}

const shared = new SharedServer(HOSTILE_STACK);

export const messages: FuzzArea = {
  about: "messages of a client, put into all that takes one",
  generate: generateMessage,
  run: (given) => runMessage(given, shared),
  readHold: shared.readHold,
  stop: shared.stop,
};
