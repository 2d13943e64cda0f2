namespace Plannr.PowerShell.Blueprints;

/// <summary>Creates an inactive copy of a blueprint and its steps over a connection.</summary>
internal sealed class BlueprintMaker(PlannrCommand cmdlet, PlannrConnection destination)
{
    public void Make(AutomationBlueprint source, BlueprintCopy copy, string name)
    {
        RequestFields? fields = cmdlet.Try(source, () => copy.GetFields(name));
        if (fields is null || cmdlet.Try(source, client => client.SendAsync(Endpoints.CreateBlueprint, fields, cmdlet.Cancellation), destination) is not { } made)
        {
            return;
        }

        if (made.Uuid is not { } madeUuid)
        {
            cmdlet.EmitError(new PlannrMissingUuidException($"The inactive blueprint '{name}' was created, but the response does not contain its UUID, so its steps can't be added. Look for the blueprint in Plannr."), source);
            return;
        }

        // If copying is cancelled, this message shows what already exists.
        cmdlet.WriteVerbose($"Created the inactive blueprint '{made}' ({madeUuid}). Steps to add: {source.StepCount}.");
        if (copy.NotCopied is { Count: > 0 } lost)
        {
            cmdlet.WriteWarning($"Some fields were not copied to '{made}' ({madeUuid}), because this module does not recognise them: {string.Join(", ", lost)}. Compare the copy with {BlueprintCopy.Describe(source)} in Plannr before you activate it.");
        }

        foreach (BlueprintStep step in source.Steps)
        {
            try
            {
                RequestFields stepFields = copy.GetFields(step);
                BlueprintStep madeStep = cmdlet.Await(() => cmdlet.Send(destination, client => client.SendAsync(Endpoints.CreateBlueprintStep.At(madeUuid), stepFields, cmdlet.Cancellation)));
                copy.Add(step, madeStep.Uuid ?? throw new PlannrMissingUuidException("The step was created, but the response does not contain its UUID."));
            }
            catch (PlannrException exception)
            {
                ResourceList<BlueprintStep> missing = copy.Missing;
                string message = $"The inactive blueprint '{made}' ({madeUuid}) was created, but not all steps were copied from {BlueprintCopy.Describe(source)}. "
                    + $"Copied: {copy.Count} of {source.StepCount}. Missing: {missing}. Copying stopped at the step '{missing[0]}': {exception.Message}";
                string action = $"View the blueprint with Get-PlannrAutomationBlueprint {madeUuid}{ConnectionReference.GetOption(destination.Name)} "
                    + "and add the missing steps with Add-PlannrAutomationBlueprintStep, or delete it in Plannr before you retry; "
                    + $"otherwise there will be two copies. {exception.RecommendedAction}";
                cmdlet.EmitError(new PlannrCopyIncompleteException(madeUuid, copy.Count, missing, message, action, exception), source);
                return;
            }
        }

        Finish(source, made, madeUuid, copy);
    }

    private void Finish(AutomationBlueprint source, AutomationBlueprint made, Guid madeUuid, BlueprintCopy copy)
    {
        if (copy.ForwardReferences.Count > 0)
        {
            cmdlet.WriteWarning($"In the copy '{made}' ({madeUuid}), the parameters of these steps still refer to steps of the original: {string.Join(", ", copy.ForwardReferences.Distinct().Select(name => $"'{name}'"))}.");
        }

        if (source.WebhookTargets.Count > 0)
        {
            cmdlet.WriteWarning($"The webhook endpoints that trigger {BlueprintCopy.Describe(source)} were not copied, because the API does not support copying them. Set them up for '{made}' ({madeUuid}) in Plannr.");
        }

        if (cmdlet.Try(madeUuid, client => client.GetAsync(Endpoints.GetBlueprint.At(madeUuid), null, cmdlet.Cancellation), destination) is { } whole)
        {
            cmdlet.Emit(whole);
            if (whole.StepCount != source.StepCount)
            {
                cmdlet.WriteWarning($"The number of steps differs: the copy '{whole}' ({madeUuid}) has {whole.StepCount}, but {BlueprintCopy.Describe(source)} had {source.StepCount} when it was read.");
            }
        }
    }
}
