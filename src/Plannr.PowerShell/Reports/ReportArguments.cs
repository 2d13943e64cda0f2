namespace Plannr.PowerShell.Reports;

/// <summary>A report that Plannr generates: its UUID, the report, or a row with a column ReportUuid or Uuid.</summary>
/// <param name="value">What was given.</param>
public sealed class ReportReference(object value) : RecordReference(
    value, [(nameof(PlannrReport), nameof(PlannrReport.Uuid))], "New-PlannrReport and the error after a timeout have the UUID of a report.", "ReportUuid", "Uuid");

/// <summary>Offers UUIDs of reports, found by their names.</summary>
public sealed class ReportCompleter() : CacheCompleter(CachedValue.Report);

/// <summary>Offers the types of reports that the API's reference names.</summary>
public sealed class ReportTypeCompleter() : WordCompleter(
    "actual_vs_estimate_report", "adviser_income_detailed", "aged_debt_report", "cases_export", "charges_export", "client_expenditure_export", "client_export", "conversion_pipeline",
    "employee_export", "form_submission_export", "group_scheme_members_export", "holding_export", "income_reconciliation_export", "new_business_export", "new_business_summary_report",
    "note_export", "plan_export", "premium_export", "revenue_analysis_based_on_receipts", "rmar", "staff_member_export", "task_export", "time_entries", "valuation_report");
