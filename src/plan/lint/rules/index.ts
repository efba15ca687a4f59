import type { Rule } from "../types.ts";
import { drift } from "./baseline/drift.ts";
import { baselineMissing } from "./baseline/missing.ts";
import { unknownCommit } from "./baseline/unknown-commit.ts";
import { tooManyAssumptions } from "./item/assumption-too-many.ts";
import { unexplained } from "./item/changelog-unexplained.ts";
import { noCriterion } from "./item/criteria-none.ts";
import { notCarried } from "./item/criteria-not-carried.ts";
import { notObservable } from "./item/criteria-not-observable.ts";
import { noGoal } from "./item/goals-none.ts";
import { intentChanged } from "./item/intent-changed.ts";
import { questionNoNextAction } from "./item/question-no-next-action.ts";
import { tooManyQuestions } from "./item/question-too-many.ts";
import { noMitigation } from "./item/risk-no-mitigation.ts";
import { riskNoNextAction } from "./item/risk-no-next-action.ts";
import { noScope } from "./item/scope-none.ts";
import { cycle } from "./milestone/cycle.ts";
import { duplicateMilestone } from "./milestone/duplicate-id.ts";
import { idReused } from "./milestone/id-reused.ts";
import { missingFile } from "./milestone/missing-file.ts";
import { noChange } from "./milestone/no-change.ts";
import { noExpectedOutcome } from "./milestone/no-expected-outcome.ts";
import { noFiles } from "./milestone/no-files.ts";
import { noRollback } from "./milestone/no-rollback.ts";
import { noValidation } from "./milestone/no-validation.ts";
import { noMilestone } from "./milestone/none.ts";
import { redAtBaseline } from "./milestone/red-at-baseline.ts";
import { sameValidation } from "./milestone/same-validation.ts";
import { unknownDependency } from "./milestone/unknown-dependency.ts";
import { vagueValidation } from "./milestone/vague-validation.ts";
import { codeBody } from "./plan/code-body.ts";
import { duplicateId } from "./plan/duplicate-id.ts";
import { missingSection } from "./plan/missing-section.ts";
import { noId } from "./plan/no-id.ts";
import { noTitle } from "./plan/no-title.ts";
import { placeholder } from "./plan/placeholder.ts";
import { tooLong } from "./plan/too-long.ts";
import { unknownStatus } from "./plan/unknown-status.ts";

/** The rules in the order of the documentation: first the plan as a whole, then as its sections follow each other. */
export const rules: readonly Rule[] = [
  noTitle,
  missingSection,
  noId,
  duplicateId,
  unknownStatus,
  placeholder,
  codeBody,
  tooLong,
  baselineMissing,
  unknownCommit,
  drift,
  noScope,
  noGoal,
  noCriterion,
  notObservable,
  notCarried,
  tooManyAssumptions,
  noMilestone,
  duplicateMilestone,
  idReused,
  unknownDependency,
  cycle,
  noChange,
  noFiles,
  missingFile,
  noValidation,
  noExpectedOutcome,
  vagueValidation,
  sameValidation,
  redAtBaseline,
  noRollback,
  noMitigation,
  riskNoNextAction,
  questionNoNextAction,
  tooManyQuestions,
  unexplained,
  intentChanged,
];
