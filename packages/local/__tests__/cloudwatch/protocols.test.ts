import { createCloudWatchApi } from "../../cloudwatch/api";
import { type OpenApi, openApi } from "./open-api";

const NAMESPACE = "http://monitoring.amazonaws.com/doc/2010-08-01/";
const ID = /<RequestId>[^<]+<\/RequestId>/;
const METADATA = "<ResponseMetadata></ResponseMetadata>";

let api: OpenApi;

beforeEach(async () => {
  api = await openApi();
});
afterEach(() => api.close());

/** The status and the XML of a call, as Terraform's provider makes it, without the request's ID. */
async function call(parameters: string): Promise<readonly [number, string]> {
  const [status, body] = await api.post(`${parameters}&Version=2010-08-01`);
  expect(body).toMatch(ID);
  return [status, body.replace(ID, "")];
}

const result = (action: string, members: string) =>
  `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${members}</${action}Result>${METADATA}</${action}Response>`;
const error = (code: string, message: string) =>
  `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;

describe("CloudWatch's query protocol", () => {
  it("reads structures in lists, and prints them", async () => {
    const put =
      "Action=PutMetricAlarm&ActionsEnabled=true&AlarmName=a%3Cb&ComparisonOperator=GreaterThanThreshold&EvaluationPeriods=1&Metrics.member.1.Id=e&Metrics.member.1.Expression=m*2&Metrics.member.1.ReturnData=true&Metrics.member.2.Id=m&Metrics.member.2.ReturnData=false&Metrics.member.2.MetricStat.Metric.MetricName=x&Metrics.member.2.MetricStat.Metric.Namespace=n&Metrics.member.2.MetricStat.Metric.Dimensions.member.1.Name=k&Metrics.member.2.MetricStat.Metric.Dimensions.member.1.Value=v&Metrics.member.2.MetricStat.Period=60&Metrics.member.2.MetricStat.Stat=Sum&Threshold=2&TreatMissingData=missing&AlarmActions=";
    expect(await call(put)).toEqual([
      200,
      `<PutMetricAlarmResponse xmlns="${NAMESPACE}">${METADATA}</PutMetricAlarmResponse>`,
    ]);
    const time = "2022-05-13T20:00:14.974Z";
    const alarm = [
      "<AlarmName>a&#60;b</AlarmName><AlarmArn>arn:aws:cloudwatch:us-east-1:123456789012:alarm:a&#60;b</AlarmArn>",
      `<AlarmConfigurationUpdatedTimestamp>${time}</AlarmConfigurationUpdatedTimestamp><ActionsEnabled>true</ActionsEnabled>`,
      "<OKActions></OKActions><AlarmActions></AlarmActions><InsufficientDataActions></InsufficientDataActions>",
      "<StateValue>INSUFFICIENT_DATA</StateValue><StateReason>Unchecked: Initial alarm creation</StateReason>",
      `<StateUpdatedTimestamp>${time}</StateUpdatedTimestamp><Dimensions></Dimensions><EvaluationPeriods>1</EvaluationPeriods>`,
      "<Threshold>2.0</Threshold><ComparisonOperator>GreaterThanThreshold</ComparisonOperator>",
      "<TreatMissingData>missing</TreatMissingData>",
      "<Metrics><member><Id>e</Id><Expression>m*2</Expression><ReturnData>true</ReturnData></member>",
      "<member><Id>m</Id><MetricStat><Metric><Namespace>n</Namespace><MetricName>x</MetricName>",
      "<Dimensions><member><Name>k</Name><Value>v</Value></member></Dimensions></Metric>",
      "<Period>60</Period><Stat>Sum</Stat></MetricStat><ReturnData>false</ReturnData></member></Metrics>",
      `<StateTransitionedTimestamp>${time}</StateTransitionedTimestamp>`,
    ].join("");
    const described = `<MetricAlarms><member>${alarm}</member></MetricAlarms><CompositeAlarms></CompositeAlarms>`;
    const describeAlarms = "Action=DescribeAlarms&AlarmNames.member.1=a%3Cb&AlarmTypes.member.1=MetricAlarm";
    expect(await call(describeAlarms)).toEqual([200, result("DescribeAlarms", described)]);
  });

  it("prints a dashboard's body as it came", async () => {
    const body = '{"widgets":[],"a":"<&>"}';
    const put = `Action=PutDashboard&DashboardName=d&DashboardBody=${encodeURIComponent(body)}`;
    const messages = "<DashboardValidationMessages></DashboardValidationMessages>";
    expect(await call(put)).toEqual([200, result("PutDashboard", messages)]);
    const [, xml] = await call("Action=GetDashboard&DashboardName=d");
    expect(xml).toContain(
      "<DashboardBody>{&#34;widgets&#34;:[],&#34;a&#34;:&#34;&#60;&#38;&#62;&#34;}</DashboardBody>",
    );
  });

  it.each([
    ["GetDashboard&DashboardName=d", 404, "ResourceNotFound", "Dashboard d does not exist"],
    [
      "GetDashboard",
      400,
      "ValidationError",
      "1 validation error detected: Value null at 'dashboardName' failed to satisfy constraint: Member must not be null",
    ],
    ["DescribeAlarms&MaxRecords=x", 400, "SerializationException", "STRING_VALUE can not be converted to a number"],
    ["DescribeAlarms&MaxRecords=", 400, "SerializationException", "STRING_VALUE can not be converted to a number"],
    ["SetAlarmState", 400, "InvalidAction", "Could not find operation SetAlarmState for version 2010-08-01"],
  ])("rejects %s", async (parameters, status, code, message) => {
    expect(await call(`Action=${parameters}`)).toEqual([status, error(code, message)]);
  });
});

describe("CloudWatch's JSON protocol", () => {
  const call = (target: string, body: string) =>
    api.post(body, { "x-amz-target": `GraniteServiceVersion20100801.${target}` });

  it.each([
    ["Nothing", "{}", "UnknownOperationException"],
    ["constructor", "{}", "UnknownOperationException"],
    ["DescribeAlarms", "{", "SerializationException"],
    ["DescribeAlarms", "[]", "SerializationException"],
  ])("rejects %s of %s", async (action, body, type) => {
    expect(await call(action, body)).toEqual([400, `{"__type":"com.amazonaws.cloudwatch#${type}"}`]);
  });

  it("prints times in seconds", async () => {
    await call("PutDashboard", '{"DashboardName":"d","DashboardBody":"{\\"widgets\\":[]}"}');
    const [status, body] = await call("ListDashboards", "{}");
    const entry =
      '"DashboardArn":"arn:aws:cloudwatch::123456789012:dashboard/d","LastModified":1652472014.974,"Size":14';
    expect([status, body]).toEqual([200, `{"DashboardEntries":[{"DashboardName":"d",${entry}}]}`]);
  });
});

it("tells which calls change resources, and which action or protocol there is not", () => {
  const callApi = createCloudWatchApi(api.cloudwatch, () => undefined);
  const call = (headers: Readonly<Record<string, string>>, body = "{}") => {
    const request = {
      service: "monitoring",
      region: "us-east-1",
      method: "POST",
      path: "/",
      query: new URLSearchParams(),
    };
    const { status, mutates, unknown } = callApi({ ...request, headers, body });
    return [status, mutates, unknown];
  };
  const dashboard = '{"DashboardName":"d","DashboardBody":"{\\"widgets\\":[]}"}';
  expect(call({ "x-amz-target": "X.PutDashboard" }, dashboard)).toEqual([200, true, undefined]);
  expect(call({}, "Action=DeleteDashboards&DashboardNames.member.1=d")).toEqual([200, true, undefined]);
  expect(call({ "x-amz-target": "X.ListDashboards" })).toEqual([200, undefined, undefined]);
  expect(call({ "x-amz-target": "X.Nothing" })).toEqual([400, undefined, "Nothing"]);
  expect(call({ "smithy-protocol": "rpc-v2-cbor" })).toEqual([415, undefined, "the protocol rpc-v2-cbor"]);
});
