"""Compares what the program finds with what people marked: figures, and the errors behind them."""
