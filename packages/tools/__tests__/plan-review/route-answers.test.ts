import { indexResources } from "../../plan-review/find-resources";
import { printLabel } from "../../plan-review/resource-kinds";
import { reviewPlans } from "../../plan-review/review";
import { describeAnswer } from "../../plan-review/route-answers";
import { writeMeanings } from "../../plan-review/write-meanings";
import { makePlan, type ShortChange } from "./make-plan";

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:quote:live";

it.each([
  ["arn:aws:apigateway:us-east-1:sqs:path/123456789012/orders.fifo", "queue orders.fifo"],
  [`arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`, "function quote:live"],
  ["arn:aws:apigateway:us-east-1:events:action/PutEvents", "AWS events PutEvents"],
  ["arn:aws:apigateway:us-east-1:s3:path/shop/a", "AWS arn:aws:apigateway:us-east-1:s3:path/shop/a"],
])("says of %s what answers", (uri, expected) => {
  const changes: readonly ShortChange[] = [
    { type: "aws_apigatewayv2_route", after: { route_key: "order", target: "integrations/i" } },
    { type: "aws_apigatewayv2_integration", after: { id: "i", integration_type: "AWS", integration_uri: uri } },
  ];
  const plan = makePlan({ changes });
  const [route] = plan.changes;
  const answer = route && describeAnswer(route, "after", indexResources(plan));
  expect(answer && printLabel(answer)).toBe(expected);
});

it("tells apart the routes of one key that two APIs have", () => {
  const ofApi = (api: string): readonly ShortChange[] => [
    { type: "aws_apigatewayv2_api", name: api, before: { id: api, name: api }, after: { id: api, name: api } },
    {
      type: "aws_apigatewayv2_integration",
      name: api,
      before: { id: `${api}-i`, integration_type: "MOCK" },
      after: { id: `${api}-i`, integration_type: "MOCK" },
    },
  ];
  const route = (api: string) => ({ api_id: api, route_key: "greet", target: `integrations/${api}-i` });
  const changes: readonly ShortChange[] = [
    ...ofApi("chat"),
    ...ofApi("orders"),
    { type: "aws_apigatewayv2_route", name: "chat", before: route("chat") },
    { type: "aws_apigatewayv2_route", name: "orders", after: route("orders") },
  ];
  const meanings = reviewPlans([makePlan({ changes })]).plans.map(writeMeanings);
  expect(meanings.join("")).toBe(
    [
      "- `greet` of API `chat` is gone: it was answered by API Gateway",
      "- `greet` of API `orders` is new: answered by API Gateway",
    ].join("\n"),
  );
});
