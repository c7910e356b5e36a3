"""What every part of vmgate speaks: values, resources, facts, results and the site. No input, no output."""
