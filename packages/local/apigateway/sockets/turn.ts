import { describeDefect } from "../../guard";

/**
 * One turn of the event loop: the messages that arrived in it are all read, then all answered, then their answers are
 * all written. Doing these one message after the other costs about twice as much at 100 connections, because system
 * calls and the work between them get into each other's way. What fails costs no other its answer.
 */
export interface Turn {
  /** Has a text message answered when all messages of the turn are read. */
  answerLater(message: Message): void;
  /** Sends a text message when all answers of the turn are there; drops it if the receiver closes before. */
  send(receiver: Receiver, text: string): void;
  /** Answers and sends now what waits. */
  settle(): void;
}

/** Whose messages are answered. */
export interface Receiver {
  readonly isOpen: boolean;
  /** Answers a text, now or later. */
  answer(text: string, arrivedAt: number): void;
  /** Puts a text on its way. */
  write(text: string): void;
}

interface Frame {
  readonly receiver: Receiver;
  readonly text: string;
}

/** A text from a client. */
export interface Message extends Frame {
  /** Milliseconds since the epoch. */
  readonly arrivedAt: number;
}

/** Characters of answers that may wait for the end of the turn: many large ones of one packet would fill the memory. */
const MOST_WAITING = 4 * 1024 * 1024;

export function createTurn(log: (line: string) => void): Turn {
  let asked: Message[] = [];
  let isScheduled = false;
  const answer = ({ receiver, text, arrivedAt }: Message) => {
    try {
      receiver.answer(text, arrivedAt);
    } catch (thrown) {
      log(`a message could not be answered: ${describeDefect(thrown)}`);
    }
  };
  const frames = createWaitingFrames(log);
  const settle = () => {
    isScheduled = false;
    const answering = asked;
    asked = [];
    for (const message of answering) answer(message);
    frames.sendAll();
  };
  const schedule = () => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(settle);
  };
  return {
    settle,
    answerLater(message) {
      asked.push(message);
      schedule();
    },
    send(receiver, text) {
      if (frames.add({ receiver, text })) schedule();
      else frames.sendAll();
    },
  };
}

/** The frames of a turn, in their order. */
function createWaitingFrames(log: (line: string) => void) {
  let frames: Frame[] = [];
  let waiting = 0;
  const write = ({ receiver, text }: Frame) => {
    try {
      if (receiver.isOpen) receiver.write(text);
    } catch (thrown) {
      log(`an answer could not be sent: ${describeDefect(thrown)}`);
    }
  };
  return {
    /** Whether they may wait for the end of the turn. */
    add(frame: Frame): boolean {
      frames.push(frame);
      waiting += frame.text.length;
      return waiting <= MOST_WAITING;
    },
    sendAll(): void {
      const sending = frames;
      frames = [];
      waiting = 0;
      for (const frame of sending) write(frame);
    },
  };
}
