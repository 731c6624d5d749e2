"""The forms of the staff app, in GOV.UK Frontend's parts."""
