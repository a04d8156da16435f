import { createThrottle } from "../../apigateway/stage/throttle";

describe("a throttle", () => {
  it("lets a burst through, then as many as have come back by the rate", () => {
    let now = 0;
    const take = createThrottle({ throttlingRateLimit: 2, throttlingBurstLimit: 3 }, () => now);
    expect([take(), take(), take(), take()]).toEqual([true, true, true, false]);
    now = 499;
    expect(take()).toBe(false);
    now = 500;
    expect([take(), take()]).toEqual([true, false]);
    now = 60_000;
    expect([take(), take(), take(), take()]).toEqual([true, true, true, false]);
  });

  it("lets nothing through where both limits are 0, as AWS does", () => {
    expect(createThrottle({ throttlingRateLimit: 0, throttlingBurstLimit: 0 }, () => 0)()).toBe(false);
  });

  it("lets everything through where no limit is set", () => {
    expect(createThrottle({}, () => 0)()).toBe(true);
  });
});
