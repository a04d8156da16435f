import { createHash } from "node:crypto";
import { createStyle } from "@sfn-websocket/run/terminal";
import { describeMatching, printLoad } from "../../load/print-load";
import { printPage } from "../../load/print-page";
import type { LoadReport } from "../../load/report";

const HOSTILE = `</script><img src=x onerror="alert(1)">`;
const LATENCY = { count: 1, min: 1, mean: 1, p50: 1, p90: 1, p95: 1, p99: 1, p999: 1, max: 1 };
const REPORT: LoadReport = {
  url: `ws://127.0.0.1/${HOSTILE}`,
  startedAt: "2026-11-29T12:00:00.000Z",
  isInterrupted: true,
  connections: 1,
  rate: 1,
  durationSeconds: 1,
  ...{
    sent: 1,
    unsent: 0,
    answered: 1,
    failed: 1,
    unexpected: 0,
    bytesSent: 1,
    bytesReceived: 1,
    messagesPerSecond: 1,
  },
  latency: LATENCY,
  lateness: { ...LATENCY, p99: 900 },
  connect: { opened: 1, failed: 0 },
  matchedBy: "order",
  routes: { [HOSTILE]: { sent: 1, answered: 1, failed: 1, latency: LATENCY } },
  failures: { [HOSTILE]: 1 },
  refusals: {},
  closes: { 1006: 1 },
  seconds: [{ second: 0, connections: 1, sent: 1, answered: 1, failed: 1 }],
};

describe("the report as text", () => {
  it("is broken to the terminal's width, and what a server says steers nothing", () => {
    const steering = {
      ...REPORT,
      unexpected: 2,
      failures: { few: 2, "\u001b[2J<gone>": 3 },
      closes: { 1001: 1, 1006: 20 },
    };
    const text = printLoad(steering, createStyle({ isTTY: true, columns: 60 }, { NO_COLOR: "1" }));
    expect(text).toContain("  3  \\u001b[2J<gone>\n  2  few\n");
    expect(text).toContain("connections closed by the server:\n  20  1006\n   1  1001\n");
    expect(text).toContain("\n2 texts came that no message waited for\n");
    const sentences = text.split("\n").filter((line) => !line.startsWith("ws:"));
    expect(Math.max(...sentences.map(({ length }) => length))).toBeLessThanOrEqual(60);
    expect(text).toContain("one message of a hundred was sent more than 900 ms late:");
  });

  it("says where answers that came too late make others look fast", () => {
    const ORDER = "Answers were matched by their order on each connection; times count from when a message was due.";
    const late = { ...REPORT, failures: { "no answer in time": 1 } };
    expect(describeMatching(REPORT)).toBe(ORDER);
    expect(describeMatching(late)).toBe(
      `${ORDER} One that came too late counts for the message after its own, and makes it look fast: send a {{token}} where answers repeat it, or give more --timeout.`,
    );
    expect(describeMatching({ ...late, matchedBy: "token" })).not.toContain("too late");
  });
});

describe("the report as a page", () => {
  const page = printPage(REPORT);

  it("shows what a server says as text, and keeps the report's numbers whole", () => {
    expect(page).not.toContain("<img");
    expect(page).toContain("&#60;img src=x onerror=&#34;alert(1)&#34;&#62;");
    const [, data = ""] = /<script type="application\/json" id="report">(.*)<\/script>/.exec(page) ?? [];
    expect(JSON.parse(data)).toEqual(REPORT);
  });

  it("runs its own scripts and styles alone, and asks for nothing", () => {
    const [, policy = ""] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const parts = [...page.matchAll(/<(script|style)>(.*?)<\/\1>/gs)];
    expect(parts.map(([, kind]) => kind)).toEqual(["style", "script", "script"]);
    for (const [, kind, text = ""] of parts) {
      const hash = createHash("sha256").update(text).digest("base64");
      expect(policy.split("; ").find((each) => each.startsWith(`${kind}-src`))).toContain(`'sha256-${hash}'`);
    }
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(page.replace(/<script.*?<\/script>/gs, "")).not.toMatch(/<[^>]*\b(src|href)=/);
  });

  it("says what the reader must know of the run", () => {
    expect(page).toContain("The run was interrupted");
    expect(page).toContain("One message of a hundred was sent more than 900 ms late");
    expect(page).toContain('<tr><td>1</td><td class="text">1006</td></tr>');
  });
});
