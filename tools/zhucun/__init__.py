"""Zhucun (驻村): records of cadres dispatched to villages, judged by the regulations in force."""
