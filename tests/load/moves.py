"""What one move of a slider costs a server."""

import asyncio
from statistics import median

from tests.load.servers import Server
from tests.load.student import Student

ROUNDS, MOVES = 3, 50


def processor_seconds_of_a_move(server: Server, page: str, slider: str) -> float:
    """The median over some rounds of a lone student's moves; what is computed once is computed before."""

    async def moved() -> float:
        async with Student(server.address) as student:
            await student.open(page)
            places = [student.sliders[slider].at(number / MOVES) for number in range(MOVES)]
            costs = []
            for _ in range(ROUNDS + 1):
                before = server.processor_seconds
                for place in places:
                    await student.move(slider, place)
                costs.append((server.processor_seconds - before) / MOVES)
            return median(costs[1:])

    return asyncio.run(moved())
