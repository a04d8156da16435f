import type { JsonObject } from "@sfn-websocket/languages/json";
import { WebSocket } from "ws";

/** What a browser answers to a command, or tells unasked. */
interface Told {
  readonly type: "success" | "error" | "event";
  readonly id?: number | null;
  readonly method?: string;
  readonly params?: JsonObject;
  readonly result?: JsonObject;
  readonly error?: string;
  readonly message?: string;
}

/** A session of WebDriver BiDi. @see https://w3c.github.io/webdriver-bidi/ */
export interface WebDriverSession {
  /** Rejects with the browser's words. */
  readonly send: (method: string, params: JsonObject) => Promise<JsonObject>;
  readonly end: () => void;
}

/** Begins a session; `onEvent` is told of what the session has subscribed to. */
export async function beginSession(
  address: string,
  onEvent: (method: string, params: JsonObject) => void,
): Promise<WebDriverSession> {
  const socket = new WebSocket(`${address}/session`);
  const waiting = new Map<number, (told: Told) => void>();
  let last = 0;
  socket.on("message", (data) => {
    const told = JSON.parse(String(data)) as Told;
    if (told.type === "event") return onEvent(told.method ?? "", told.params ?? {});
    waiting.get(told.id ?? 0)?.(told);
    waiting.delete(told.id ?? 0);
  });
  socket.on("close", () => waiting.forEach((take) => take({ type: "error", message: "the browser has gone" })));
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const send = (method: string, params: JsonObject) =>
    new Promise<JsonObject>((resolve, reject) => {
      const id = ++last;
      waiting.set(id, ({ type, result = {}, error, message }) =>
        type === "success" ? resolve(result) : reject(new Error(`${method}: ${error}: ${message}`)),
      );
      socket.send(JSON.stringify({ id, method, params }));
    });
  await send("session.new", { capabilities: {} });
  return { send, end: () => socket.close() };
}
