namespace Plannr;

public partial interface IPlannrClient
{
    /// <summary>Gets one blueprint with its steps: <c>GET /api/v1/automation-blueprints/{uuid}</c>.</summary>
    /// <param name="uuid">The blueprint's UUID.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The blueprint.</returns>
    Task<AutomationBlueprint> GetAutomationBlueprintAsync(Guid uuid, IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>Makes a blueprint without steps: <c>POST /api/v1/automation-blueprints</c>.</summary>
    /// <param name="blueprint">What it is to be.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The blueprint as the API made it.</returns>
    /// <exception cref="PlannrUnknownOutcomeException">Whether it was made is not known.</exception>
    Task<AutomationBlueprint> CreateAutomationBlueprintAsync(AutomationBlueprintDraft blueprint, IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>Makes a step: <c>POST /api/v1/automation-blueprints/{uuid}/blueprint-steps</c>.</summary>
    /// <param name="blueprintUuid">The blueprint's UUID.</param>
    /// <param name="wanted">What it is to be.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The step as the API made it.</returns>
    /// <exception cref="PlannrUnknownOutcomeException">Whether it was made is not known.</exception>
    Task<BlueprintStep> CreateBlueprintStepAsync(Guid blueprintUuid, BlueprintStepDraft wanted, IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>
    /// Changes or moves a step: <c>GET /api/v1/automation-blueprints/{uuid}</c>, then <c>PUT .../blueprint-steps/{uuid}</c> with all that the step has and
    /// the changes in it. Whether the API keeps what is not sent is not documented.
    /// </summary>
    /// <param name="blueprintUuid">The blueprint's UUID.</param>
    /// <param name="stepUuid">The step's UUID.</param>
    /// <param name="change">What is to change.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The step as the API has it now.</returns>
    /// <exception cref="PlannrNotFoundException">There is no such blueprint, or it has no such step.</exception>
    /// <exception cref="PlannrInvalidRequestException">What the step has can't be read, so it can't be sent whole.</exception>
    Task<BlueprintStep> UpdateBlueprintStepAsync(
        Guid blueprintUuid, Guid stepUuid, BlueprintStepChange change, IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>Deletes a step: <c>DELETE /api/v1/automation-blueprints/{uuid}/blueprint-steps/{uuid}</c>.</summary>
    /// <param name="blueprintUuid">The blueprint's UUID.</param>
    /// <param name="stepUuid">The step's UUID.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>True; what is wrong is thrown.</returns>
    Task<bool> DeleteBlueprintStepAsync(Guid blueprintUuid, Guid stepUuid, IPlannrObserver? observer, CancellationToken cancellationToken);
}
