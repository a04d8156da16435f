import { createProgress } from "../../load/progress";
import { readLoadOptions } from "../../load/options";

const STATE = { second: 5, connections: 10, sent: 49, answered: 48, failed: 1 };

function tell(stream: { readonly isTTY?: boolean; readonly columns?: number }, second = 5): string {
  const { plan } = readLoadOptions(["ws://localhost/api"], {})!;
  let text = "";
  createProgress({ ...stream, write: (more) => (text += more) }, plan).tell({ ...STATE, second });
  return text;
}

describe("how a run stands", () => {
  const LINE = "5/10 s: 10 open, 49 sent, 48 answered, 1 failed";

  it("is one line of a terminal, cut to its width, also where that is not known", () => {
    expect(tell({ isTTY: true, columns: 40 })).toBe("\r\u001b[K[##########----------] 5/10 s: 10 open,");
    expect(tell({ isTTY: true, columns: 0 })).toBe(`\r\u001b[K[##########----------] ${LINE}`);
  });

  it("is a line every five seconds elsewhere", () => {
    expect(tell({})).toBe(`${LINE}\n`);
    expect(tell({}, 6)).toBe("");
  });
});
