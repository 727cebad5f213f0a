"""Somebody's 台账 taken in: a sheet's header recognised, its rows read into fields, each problem told."""
