import { listShapeLosses } from "../answer-shape";
import { isValueObject, readText, readValue } from "../values";
import { type FindInPlan, listChanges } from "./rule";

/** Finds the response templates that stay, but write JSON without some of its members, or with others of their kind. */
export const findOtherShapes: FindInPlan = (plan) =>
  listChanges(plan, "aws_apigatewayv2_integration_response").flatMap((change) => {
    const templates = readValue(change.before, "response_templates");
    if (change.action !== "update" || !isValueObject(templates)) return [];
    return Object.keys(templates).flatMap((key) => {
      const [before, after] = [change.before, change.after].map((side) => readText(side, "response_templates", key));
      if (before === undefined || after === undefined) return [];
      return listShapeLosses(before, after).map((sides) => ({ change, ...sides }));
    });
  });
