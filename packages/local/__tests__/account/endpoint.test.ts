import { createAws } from "../../account/aws";
import type { AwsRequest } from "../../protocols/aws-request";
import { createEndpoint } from "../../account/endpoint";
import { createVirtualClock } from "../virtual-clock";

const REQUEST: AwsRequest = {
  service: "monitoring",
  region: "eu-central-1",
  method: "POST",
  path: "/",
  query: new URLSearchParams(),
  headers: {},
  body: "Action=DescribeAlarms",
};

describe("the AWS endpoint", () => {
  const aws = createAws({ clock: createVirtualClock(), log: () => undefined });
  const log: string[] = [];
  const callEndpoint = createEndpoint({ log: (line) => log.push(line) });
  const call = (more: Partial<AwsRequest>) => callEndpoint(aws, { ...REQUEST, ...more });
  const regions = () => aws.regions().map(({ name }) => name);

  it.each(["zz-zz-9", "us-east-10", "us-anything-1", "us-east-1-x", "__proto__"])(
    "rejects a call that is signed for %s, and makes no such region",
    async (region) => {
      expect(await call({ region })).toMatchObject({
        status: 403,
        body: expect.stringContaining(
          "<Code>SignatureDoesNotMatch</Code><Message>Credential should be scoped to a valid region. </Message>",
        ),
      });
      expect(log.at(-1)).toBe(
        `AWS endpoint: the call is signed for no region of AWS, got '${region}'; set AWS_REGION to one such as us-east-1`,
      );
      expect(regions()).toEqual([]);
    },
  );

  it.each(["eu-central-1", "us-gov-west-1", "ap-southeast-2", "us-iso-east-1", "mx-central-1", "eusc-de-east-1"])(
    "answers a call that is signed for %s",
    async (region) => {
      expect((await call({ region })).status).toBe(200);
      expect(regions()).toContain(region);
    },
  );

  it("answers what reads by GET too, and rejects by GET what changes resources", async () => {
    const get = (query: string) => call({ method: "GET", query: new URLSearchParams(query), body: "" });
    expect((await get("Action=DescribeAlarms")).status).toBe(200);
    const body = "DashboardName=a&DashboardBody=%7B%22widgets%22%3A%5B%5D%7D&Action=PutDashboard";
    expect((await call({ body })).status).toBe(200);
    const deletion = "Action=DeleteDashboards&DashboardNames.member.1=a";
    expect(await get(deletion)).toMatchObject({ status: 400, unknown: "DeleteDashboards by GET" });
    expect(aws.dashboards.list("")).toHaveLength(1);
    expect((await call({ body: deletion })).status).toBe(200);
    expect(aws.dashboards.list("")).toEqual([]);
  });
});
