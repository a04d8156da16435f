import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";

const PAGE = readFileSync(join(__dirname, "..", "docs", "browser-client.html"), "utf8");
const [, OPEN_SOCKET = ""] = /(function openSocket[^]*?\n {6}\})\n/.exec(PAGE) ?? [];

const [, EXPLAIN = ""] = /(function explainRefusal[^]*?\n {6}\})\n/.exec(PAGE) ?? [];
const explain = (url: string, isServed: boolean): unknown =>
  runInNewContext(`(${EXPLAIN})`, { URL })(url, isServed) as unknown;

/** What the page hands to the browser's WebSocket. */
function openSocket(url: string, token: string, by: string): readonly unknown[] {
  class WebSocket {
    readonly given: readonly unknown[];
    constructor(...given: readonly unknown[]) {
      this.given = given.map((each) => (each instanceof URL ? each.href : each));
    }
  }
  const { given } = runInNewContext(`(${OPEN_SOCKET})`, { WebSocket, URL })(url, token, by) as WebSocket;
  return JSON.parse(JSON.stringify(given)) as readonly unknown[];
}

describe("the page of a browser client", () => {
  it("connects without a token", () => {
    expect(openSocket("ws://127.0.0.1:4566/api", "", "query")).toEqual(["ws://127.0.0.1:4566/api"]);
  });

  it("passes a token in the query string, escaped, beside what is there", () => {
    expect(openSocket("wss://chat.example.com/?room=1", "a&b=", "query")).toEqual([
      "wss://chat.example.com/?room=1&token=a%26b%3D",
    ]);
  });

  it("passes a token as the second subprotocol, without the padding that no subprotocol may have", () => {
    expect(openSocket("wss://chat.example.com/", "YWI_Yw==", "subprotocol")).toEqual([
      "wss://chat.example.com/",
      ["chat", "YWI_Yw"],
    ]);
  });

  it("says why this machine refuses a page from the disk, and where the page is served", () => {
    expect(explain("ws://127.0.0.1:4566/api", false)).toBe(
      "refused: a page from the disk has no origin, and could be anybody's; open http://127.0.0.1:4566/browser-client.html",
    );
    const other = "refused, or no such address: npm run smoke tells more";
    expect(explain("ws://127.0.0.1:4566/api", true)).toBe(other);
    expect(explain("wss://chat.example.com/", false)).toBe(other);
  });
});
