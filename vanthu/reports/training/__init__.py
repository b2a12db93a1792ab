"""Reports of training: plan against done, sent against completed, persons against turns, debts."""
