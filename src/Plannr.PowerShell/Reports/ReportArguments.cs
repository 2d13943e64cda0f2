namespace Plannr.PowerShell.Reports;

/// <summary>A reference to a report: its UUID, the report object, or a row with a ReportUuid or Uuid column.</summary>
/// <param name="value">The argument.</param>
public sealed class ReportReference(object value) : RecordReference(
    value, [(nameof(PlannrReport), nameof(PlannrReport.Uuid))], "To find the UUID of a report, see the output of New-PlannrReport, or the timeout error of Wait-PlannrReport.", "ReportUuid", "Uuid");

/// <summary>Completes report UUIDs by name.</summary>
public sealed class ReportCompleter() : CacheCompleter(CachedValue.Report);

/// <summary>Completes the report types listed in the API reference.</summary>
public sealed class ReportTypeCompleter() : WordCompleter(
    "actual_vs_estimate_report", "adviser_income_detailed", "aged_debt_report", "cases_export", "charges_export", "client_expenditure_export", "client_export", "conversion_pipeline",
    "employee_export", "form_submission_export", "group_scheme_members_export", "holding_export", "income_reconciliation_export", "new_business_export", "new_business_summary_report",
    "note_export", "plan_export", "premium_export", "revenue_analysis_based_on_receipts", "rmar", "staff_member_export", "task_export", "time_entries", "valuation_report");
