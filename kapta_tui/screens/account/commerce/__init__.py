"""What an account has bought and could buy: contracts, opportunities, products (features: rows 16 to 18)."""

from __future__ import annotations

from kapta_tui.screens.account.commerce.contracts import ContractList
from kapta_tui.screens.account.commerce.opportunities import OpportunityList
from kapta_tui.screens.account.commerce.products import ProductList

__all__ = ["ContractList", "OpportunityList", "ProductList"]
