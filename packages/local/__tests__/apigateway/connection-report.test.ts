import { hasFailed } from "../../apigateway/stage/message-report";
import { joinMessage } from "./message-line";
import { configuration, PASS, type TestRoute } from "../configuration";
import { serve } from "../serve";

const MOCK = (status: number): TestRoute => ({
  integration: { integration_type: "MOCK", request_templates: { $default: `{"statusCode":${status}}` } },
});
const FAIL = { StartAt: "No", States: { No: { Type: "Fail", Error: "Full", Cause: "no room" } } };

/** What a connection's opening and its end say, and whether each has failed; ids are masked. */
async function tell(routes: Readonly<Record<string, TestRoute>>) {
  const told: [string, boolean][] = [];
  const served = await serve(configuration({ routes }), {
    report: (each) => told.push([joinMessage(each).replace(/[\w-]{15,18}=+/g, "<id>"), hasFailed(each)]),
  });
  const client = await served.connect().catch(() => undefined);
  if (client) {
    client.socket.close(1000, "bye\u001b");
    await client.closed;
    while (told.length < 2) await new Promise((resolve) => setImmediate(resolve));
  }
  await served.close();
  return told;
}

describe("what the developer reads of a connection", () => {
  it("names the client, also where no route is run", async () => {
    expect(await tell({ $default: MOCK(200) })).toEqual([
      ["$connect (<id> from 127.0.0.1)  200", false],
      ["$disconnect (<id> closed 1000 bye\u001b)  200", false],
    ]);
  });

  it("names the way of the workflow that answered", async () => {
    expect(await tell({ $connect: { definition: PASS }, $disconnect: { definition: FAIL } })).toEqual([
      ["$connect (<id> from 127.0.0.1)  Pass  SUCCEEDED", false],
      ["$disconnect (<id> closed 1000 bye\u001b)  No: Full (no room)  FAILED", true],
    ]);
  });

  it("tells that the integration refused the client", async () => {
    expect(await tell({ $connect: MOCK(403) })).toEqual([
      ["$connect (<id> from 127.0.0.1)  API Gateway itself  403", true],
    ]);
  });

  it("tells why API Gateway refused the client itself", async () => {
    const signed = { ...MOCK(200), route: { authorization_type: "AWS_IAM" } };
    const [[line, failed] = []] = await tell({ $connect: signed });
    expect([line?.replace(/\(the .*|\(no .*/s, "(why)"), failed]).toEqual([
      "$connect (<id> from 127.0.0.1)  API Gateway itself  403 Forbidden (why)",
      true,
    ]);
  });
});
