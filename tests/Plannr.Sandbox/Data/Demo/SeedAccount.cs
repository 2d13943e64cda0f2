namespace Plannr.Sandbox.Data.Demo;

/// <summary>The client on the API's reference page, exactly as the page has it: nested resources are the names of their PHP classes.</summary>
internal static class SeedAccount
{
    public const string Json =
        """
        {
            "uuid": "2066e7c6-feb1-4e00-b55a-8a0f91d47bad",
            "created_at": "2026-05-19T18:31:18+01:00",
            "updated_at": "2026-05-19T18:31:18+01:00",
            "type": "client",
            "role": "client",
            "first_name": "Gareth",
            "last_name": "Thompson",
            "name": "Gareth Thompson",
            "email": "gareth@codepotato.co.uk",
            "photo_url": "https://eu.ui-avatars.com/api/?name=gareth+thompson",
            "firm": "App\\Http\\Resources\\FirmResource",
            "primary_phone_number": "App\\Http\\Resources\\ContactDetailResource",
            "primary_email": "App\\Http\\Resources\\ContactDetailResource",
            "current_time_entry": "App\\Http\\Resources\\TimeEntryResource",
            "assigned_adviser": "App\\Http\\Resources\\AccountResource",
            "assigned_administrator": "App\\Http\\Resources\\AccountResource",
            "assigned_paraplanner": "App\\Http\\Resources\\AccountResource",
            "introduced_by": "App\\Http\\Resources\\AccountResource",
            "business_unit": "App\\Http\\Resources\\BusinessUnitResource",
            "groups": "App\\Http\\Resources\\GroupResource",
            "tags": "App\\Http\\Resources\\TagResource",
            "owners": "App\\Http\\Resources\\AccountResource",
            "first_contact_date": "2026-05-19T18:31:18+01:00",
            "next_review_date": "2026-05-19T18:31:18+01:00",
            "previous_review_date": "2026-05-19T18:31:18+01:00",
            "anniversary_review_date": "2026-05-19T18:31:18+01:00",
            "terms_of_business_at": "2026-05-19T18:31:18+01:00",
            "client_agreement_at": "2026-05-19T18:31:18+01:00",
            "with_login": true,
            "has_joint_account": true,
            "can_be_deleted": "false",
            "joint_account_circle": "App\\Http\\Resources\\CircleResource",
            "circles": "App\\Http\\Resources\\CircleResource",
            "ownership_percentage": 100,
            "inactive_at": "2026-05-19",
            "last_interaction_at": "2026-05-19 18:31:18",
            "referral_code": "ABC12345",
            "permissions": {
                "firm:read": [
                    "firm"
                ],
                "network:read": [
                    "network:uuid"
                ]
            },
            "custom_fields": "App\\Http\\Resources\\CustomFieldValueResource",
            "external_references": "App\\Http\\Resources\\ExternalReferenceResource"
        }
        """;
}
