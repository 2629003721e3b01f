"""What PyMC-Marketing itself predicts, by given parameters."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping

import pandas as pd

from python_hooks.train.value.pymc_model import FLAGS


def library_predictions(
    histories: pd.DataFrame, buying: Mapping[str, float], spending: Mapping[str, float]
) -> pd.DataFrame:
    """Its probability alive, expected purchases and amounts, under the names of the models.

    histories  columns of int_customer_purchase_histories
    """
    os.environ.setdefault("PYTENSOR_FLAGS", FLAGS)
    warnings.simplefilter("ignore")
    import arviz
    from pymc_extras.prior import Prior
    from pymc_marketing.clv import BetaGeoModel, GammaGammaModel

    repeats = histories["repeat_count"]
    data = pd.DataFrame(
        {
            "customer_id": histories["customer_id"],
            "frequency": repeats,
            "recency": histories["last_repeat_age_days"].astype(float),
            "T": histories["customer_age_days"].astype(float),
            "monetary_value": histories["repeat_amount"].astype(float) / repeats.clip(lower=1),
        }
    )
    purchases = BetaGeoModel(model_config={name: Prior("HalfFlat") for name in buying})
    purchases.build_model(data)
    purchases.idata = arviz.from_dict({name: [[value]] for name, value in buying.items()})
    amounts = GammaGammaModel(model_config={name: Prior("HalfFlat") for name in spending})
    amounts.idata = arviz.from_dict({name: [[value]] for name, value in spending.items()})
    found = {
        "probability_alive": purchases.expected_probability_alive(data),
        "expected_orders_30d": purchases.expected_purchases(data, future_t=30),
        "expected_orders_90d": purchases.expected_purchases(data, future_t=90),
        "expected_orders_365d": purchases.expected_purchases(data, future_t=365),
        "expected_order_amount": amounts.expected_customer_spend(data),
    }
    return pd.DataFrame({name: array.values.reshape(-1) for name, array in found.items()})
