import type { WebSocket } from "ws";
import { guard } from "../guard";

/**
 * One turn of the event loop: the messages that arrived in it are all read, then all answered, then their answers are
 * all written. Doing these one message after the other costs about twice as much at 100 connections, because system
 * calls and the work between them get into each other's way. What fails costs no other its answer.
 */
export interface Turn {
  /** Runs `answer` when all messages of the turn are read. */
  answerLater(answer: () => void): void;
  /** Sends a text message when all answers of the turn are there; drops it if the socket closes before. */
  send(socket: Receiver, text: string, unsent?: Watch): void;
  /** Answers and sends now what waits. */
  settle(): void;
}

/** What of a socket a turn needs. */
export type Receiver = Pick<WebSocket, "readyState" | "OPEN" | "send">;

/** Watches what waits for a client. */
interface Watch {
  /** Called when the socket has one text more. */
  limit(): void;
}

interface Frame {
  readonly socket: Receiver;
  readonly text: string;
  readonly unsent: Watch | undefined;
}

/** Characters of answers that may wait for the end of the turn: many large ones of one packet would fill the memory. */
const MOST_WAITING = 4 * 1024 * 1024;

export function createTurn(log: (line: string) => void): Turn {
  let answers: (() => void)[] = [];
  let frames: Frame[] = [];
  let waiting = 0;
  let isScheduled = false;
  const answer = guard("a message could not be answered", log, (run: () => void) => run());
  const write = guard("an answer could not be sent", log, ({ socket, text, unsent }: Frame) => {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(text, { binary: false });
    unsent?.limit();
  });
  const sendAll = () => {
    const sending = frames;
    frames = [];
    waiting = 0;
    sending.forEach(write);
  };
  const settle = () => {
    isScheduled = false;
    const answering = answers;
    answers = [];
    answering.forEach(answer);
    sendAll();
  };
  const schedule = () => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(settle);
  };
  return {
    settle,
    answerLater(run) {
      answers.push(run);
      schedule();
    },
    send(socket, text, unsent) {
      frames.push({ socket, text, unsent });
      waiting += text.length;
      if (waiting > MOST_WAITING) sendAll();
      else schedule();
    },
  };
}
