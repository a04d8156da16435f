import type { AddressInfo } from "node:net";
import { createAws } from "../../account/aws";
import { createServer } from "../../http/server";
import { connect } from "../serve";
import { createVirtualClock } from "../virtual-clock";

describe("a server that cannot tell where a handshake goes", () => {
  it("refuses that one, tells why, and serves on", async () => {
    const log: string[] = [];
    const aws = createAws({ clock: createVirtualClock(), log: () => undefined });
    let isBroken = false;
    const find = () => {
      if (isBroken) throw new TypeError("broken");
      return aws;
    };
    const server = createServer({ aws: find, log: (line) => log.push(line) });
    await new Promise<void>((resolve) => server.http.listen(0, "127.0.0.1", resolve));
    const url = `ws://127.0.0.1:${(server.http.address() as AddressInfo).port}/api`;
    isBroken = true;
    const refusal = { status: 500, body: '{"message": "Internal server error"}' };
    await expect(connect(url)).rejects.toMatchObject(refusal);
    expect(log).toEqual([expect.stringMatching(/^\/api: the handshake failed: TypeError: broken\n/)]);
    isBroken = false;
    await expect(connect(url)).rejects.toMatchObject({ status: 403 });
    await server.close();
  });
});
