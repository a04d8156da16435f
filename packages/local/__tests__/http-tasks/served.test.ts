import { configuration, trust } from "../configuration";
import { serve } from "../serve";
import { type ServedEndpoint, serveEndpoint } from "./serve-endpoint";

const ConnectionArn = "arn:aws:events:us-east-1:123456789012:connection/pay/aeabd89e-d39c-4181-9486-9fe03e6f286a";

const api = (endpoint: string, allowed: string) =>
  configuration({
    routes: {
      $default: {
        definition: {
          StartAt: "Pay",
          States: {
            Pay: {
              Type: "Task",
              Resource: "arn:aws:states:::http:invoke",
              Parameters: {
                ApiEndpoint: endpoint,
                Method: "POST",
                InvocationConfig: { ConnectionArn },
                RequestBody: { "id.$": "$.id" },
              },
              OutputPath: "$.ResponseBody",
              Catch: [{ ErrorEquals: ["States.Http.StatusCode.404"], Next: "Unknown" }],
              End: true,
            },
            Unknown: { Type: "Pass", Result: "unknown", End: true },
          },
        },
        responses: {
          $default: {
            response_templates: { $default: "$input.path('$.status') $!input.path('$.output')$!input.path('$.error')" },
          },
        },
      },
    },
    resource: {
      aws_iam_role: {
        main: {
          name: "role",
          assume_role_policy: trust("apigateway.amazonaws.com", "states.amazonaws.com"),
        },
      },
    },
    policy: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: [
            "states:StartSyncExecution",
            "events:RetrieveConnectionCredentials",
            "secretsmanager:GetSecretValue",
            "secretsmanager:DescribeSecret",
          ],
          Resource: "*",
        },
        {
          Effect: "Allow",
          Action: "states:InvokeHTTPEndpoint",
          Resource: "*",
          Condition: { StringEquals: { "states:HTTPMethod": "POST" }, StringLike: { "states:HTTPEndpoint": allowed } },
        },
      ],
    },
  });

describe("a workflow with an HTTP task", () => {
  let endpoint: ServedEndpoint;
  beforeEach(async () => {
    endpoint = await serveEndpoint();
  });
  afterEach(() => endpoint.close());

  it("calls this machine's server, and catches its failure", async () => {
    const served = await serve(api(`${endpoint.url}/pay`, `${endpoint.url}/*`), { runTask: undefined });
    const client = await served.connect();
    endpoint.answer = (response) => response.setHeader("content-type", "application/json").end('{"paid":true}');
    expect(await client.ask('{"id":"a"}')).toBe('SUCCEEDED {"paid":true}');
    expect(endpoint.requests.map(({ body }) => body)).toEqual(['{"id":"a"}']);
    endpoint.answer = (response) => response.writeHead(404).end();
    expect(await client.ask('{"id":"b"}')).toBe('SUCCEEDED "unknown"');
    client.socket.terminate();
    await served.close();
  });

  it("fails where the role may call another endpoint only", async () => {
    const served = await serve(api(`${endpoint.url}/pay`, `${endpoint.url}/orders`), { runTask: undefined });
    const client = await served.connect();
    expect(await client.ask('{"id":"a"}')).toBe("FAILED States.Permissions");
    expect(endpoint.requests).toEqual([]);
    client.socket.terminate();
    await served.close();
  });
});
