import { WebSocket } from "ws";
import type { Server } from "./servers";

/** What is sent: a message of the pattern. */
export const MESSAGE = JSON.stringify({ action: "greet", first_name: "Jane", last_name: "Doe" });

const CONNECTIONS = 100;
const MESSAGES_EACH = 300;
const IDLE_CONNECTIONS = 2_000;
/** How many connections are opened at once. */
const OPENING = 50;

/** Resolves when the socket is open. */
export function openSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    socket.on("open", () => resolve(socket));
    socket.on("error", reject);
  });
}

/** The handshake of a client that has no library. */
export function writeHandshake(url: string): string {
  const { hostname, pathname } = new URL(url);
  return `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
}

/** The first answer to a message on a new socket. */
export async function askOnce(url: string, message = MESSAGE): Promise<string> {
  const socket = await openSocket(url);
  try {
    return await new Promise<string>((resolve, reject) => {
      socket.on("message", (data: Buffer) => resolve(data.toString()));
      socket.on("close", () => reject(new Error(`${url}: the socket was closed before an answer`)));
      socket.send(message);
    });
  } finally {
    socket.terminate();
  }
}

export interface Exchange {
  /** Server CPU a message, in microseconds. */
  readonly cpu: number;
  /** The 99th percentile of the times to an answer, in milliseconds. */
  readonly p99: number;
}

/** 100 connections, each of which sends its next message when the one before is answered. */
export async function exchange(server: Server, messagesEach = MESSAGES_EACH): Promise<Exchange> {
  const sockets = await openSockets(server.url, CONNECTIONS, 1);
  const times: number[] = [];
  const before = server.cpuSeconds();
  await Promise.all(sockets.map((socket) => askInTurn(socket, times, messagesEach)));
  const seconds = server.cpuSeconds() - before;
  for (const socket of sockets) socket.terminate();
  times.sort((a, b) => a - b);
  return { cpu: (seconds * 1e6) / times.length, p99: times[Math.floor(times.length * 0.99)] ?? NaN };
}

function askInTurn(socket: WebSocket, times: number[], left: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    const send = () => {
      sent = performance.now();
      socket.send(MESSAGE);
    };
    socket.on("message", () => {
      times.push(performance.now() - sent);
      if (--left > 0) send();
      else resolve();
    });
    socket.on("close", () => reject(new Error("the server closed the socket")));
    send();
  });
}

export interface Opening {
  /** Connections that a second of the server's CPU opens. */
  readonly rate: number;
  /** Bytes of the server's memory an open connection. */
  readonly bytes: number;
}

/** Opens 2,000 connections that send nothing. A server is asked once: memory that it has had it keeps. */
export async function openIdle(server: Server): Promise<Opening> {
  // The first connections load what all others share.
  const first = await openSockets(server.url, OPENING);
  const [memory, seconds] = [server.residentBytes(), server.cpuSeconds()];
  const sockets = await openSockets(server.url, IDLE_CONNECTIONS);
  const opening = {
    rate: IDLE_CONNECTIONS / (server.cpuSeconds() - seconds),
    bytes: (server.residentBytes() - memory) / IDLE_CONNECTIONS,
  };
  for (const socket of [...first, ...sockets]) socket.terminate();
  return opening;
}

export async function openSockets(url: string, count: number, atOnce = OPENING): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  while (sockets.length < count) {
    const batch = Math.min(atOnce, count - sockets.length);
    sockets.push(...(await Promise.all(Array.from({ length: batch }, () => openSocket(url)))));
  }
  return sockets;
}
