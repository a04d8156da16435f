import type { WebSocket } from "ws";
import { openSockets } from "../benchmark/sockets";

/** What came of an exchange. */
export interface TokensExchanged {
  readonly answered: number;
  /** Answers that were not to a message of their own socket, or came again. */
  readonly wrong: number;
  /** Messages without an answer when their socket was closed. */
  readonly lost: number;
  /** Answers by the version that gave them. */
  readonly versions: ReadonlyMap<number, number>;
}

interface ExchangePlan {
  readonly url: string;
  readonly connections: number;
  readonly inFlight: number;
  /** Whether one more message may be sent, of so many that were. */
  readonly more: (sent: number) => boolean;
  /** Told how many are answered. */
  readonly progress?: (answered: number) => void;
}

/** Sends messages on many sockets, some at a time on each, until enough are sent and all of them answered. */
export async function exchangeTokens(plan: ExchangePlan): Promise<TokensExchanged> {
  const run = { sent: 0, answered: 0, wrong: 0, lost: 0, versions: new Map<number, number>() };
  const sockets = await openSockets(plan.url, plan.connections);
  await Promise.all(sockets.map((socket) => converse(socket, plan, run)));
  for (const socket of sockets) socket.close();
  return run;
}

type Run = { -readonly [Name in keyof TokensExchanged]: TokensExchanged[Name] } & {
  sent: number;
  versions: Map<number, number>;
};

/** The token and the version in an answer, whose input is JSON within JSON. */
const TOKEN = /\\"token\\":(\d+)/;
const VERSION = /\\"version\\":(\d+)/;

function converse(socket: WebSocket, { inFlight, more, progress }: ExchangePlan, run: Run): Promise<void> {
  const waiting = new Set<number>();
  return new Promise((resolve) => {
    const send = () => {
      if (!more(run.sent)) return void (waiting.size === 0 && resolve());
      const token = run.sent++;
      waiting.add(token);
      socket.send(`{"action":"greet","token":${token}}`);
    };
    socket.on("message", (data: Buffer) => {
      const text = data.toString();
      const version = Number(VERSION.exec(text)?.[1]);
      if (!waiting.delete(Number(TOKEN.exec(text)?.[1])) || Number.isNaN(version)) run.wrong += 1;
      else {
        run.answered += 1;
        run.versions.set(version, (run.versions.get(version) ?? 0) + 1);
        if (run.answered % 10_000 === 0) progress?.(run.answered);
      }
      send();
    });
    socket.on("close", () => {
      run.lost += waiting.size;
      waiting.clear();
      resolve();
    });
    for (let count = 0; count < inFlight; count++) send();
  });
}
